"""How jobs of the soak behave, and how often each kind is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from devtools.chaos.times import Times

# Every job may lose its worker once too often.
ALWAYS_POSSIBLE = frozenset({"worker_lost"})
MANY = 99


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """What a job is told to do, and with which codes it may then fail."""

    name: str
    weight: int
    options: Callable[[Times], Mapping[str, Any]] = lambda times: {}
    feature: str = "soak"
    codes: frozenset[str] = frozenset()
    # It fails however often it is tried.
    is_hopeless: bool = False
    # How long it holds a worker's child, without what kills it.
    seconds: Callable[[Times], float] = lambda times: 0.0

    def may_fail_with(self, code: str) -> bool:
        return code in self.codes | ALWAYS_POSSIBLE


def steps(seconds: float, each: float) -> dict[str, Any]:
    return {"steps": max(1, round(seconds / each)), "step_seconds": each}


BEHAVIOURS = (
    Behaviour(name="quick", weight=80),
    Behaviour(
        name="steady", weight=18, options=lambda t: steps(1, 0.1), seconds=lambda t: 1
    ),
    # Long enough to still run when a frozen worker with the same job wakes up.
    Behaviour(
        name="slow",
        weight=12,
        options=lambda t: steps(2.5 * t.lease, 0.25),
        seconds=lambda t: 2.5 * t.lease,
    ),
    Behaviour(
        name="silent",
        weight=5,
        options=lambda t: {"silent": True} | steps(0.75 * t.lease, 0.75 * t.lease),
        seconds=lambda t: 0.75 * t.lease,
    ),
    Behaviour(name="deadly once", weight=4, options=lambda t: {"deadly_attempts": 1}),
    Behaviour(name="deadly", weight=2, is_hopeless=True,
        options=lambda t: {"deadly_attempts": MANY}),
    Behaviour(name="unlucky once", weight=4, options=lambda t: {"unlucky_attempts": 1}),
    Behaviour(
        name="unlucky",
        weight=2,
        is_hopeless=True,
        options=lambda t: {"unlucky_attempts": MANY},
        codes=frozenset({"internal"}),
    ),
    Behaviour(
        name="raising",
        weight=3,
        options=lambda t: {"raises": True},
        codes=frozenset({"internal"}),
    ),
    Behaviour(
        name="late",
        weight=2,
        feature="soak-in-time",
        options=lambda t: steps(60, 0.1),
        codes=frozenset({"time_limit"}),
        seconds=lambda t: 1,
    ),
)  # fmt: skip


def mean_seconds(times: Times) -> float:
    """Return how long a job holds a worker's child on average."""
    work = sum(each.weight * each.seconds(times) for each in BEHAVIOURS)
    return work / sum(each.weight for each in BEHAVIOURS)
