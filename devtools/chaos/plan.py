"""Everything that is going to happen in a run, known before it begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from devtools.chaos.fault import PROVOKING, Fault, Kind, plan_faults
from devtools.chaos.stories import Story, write_stories
from devtools.chaos.times import Times


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What clients do and what goes wrong: the same for the same seed."""

    seed: int
    seconds: float
    times: Times
    stories: Sequence[Story]
    faults: Sequence[Fault]


def make_plan(seed: int, seconds: float, times: Times, *, sabotage: str = "") -> Plan:
    return Plan(
        seed=seed,
        seconds=seconds,
        times=times,
        stories=write_stories(seed, seconds, times),
        faults=plan_faults(seed, seconds, times, PROVOKING.get(sabotage, tuple(Kind))),
    )
