"""What is going to go wrong, and when: all of it is known before the first fault."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from devtools.chaos.times import Times

WORKERS = ("worker-1", "worker-2")
# Before the first fault, so that there is something to disturb.
QUIET_SECONDS = 3.0
# Until a process that was started again does its work.
START_SECONDS = 6.0


class Kind(StrEnum):
    """What happens to a process."""

    KILL_CHILD = "kill a child"
    FREEZE_CHILD = "freeze a child"
    KILL_WORKER = "kill"
    FREEZE_WORKER = "freeze"
    STOP_WORKER = "stop"
    KILL_BROKER = "kill the broker"
    EMPTY_BROKER = "empty the broker"
    FREEZE_BROKER = "freeze the broker"
    STOP_DATABASE = "restart the database"
    CRASH_DATABASE = "crash the database"
    KILL_WEB = "kill the web server"


OF_WORKERS = frozenset({Kind.KILL_WORKER, Kind.FREEZE_WORKER, Kind.STOP_WORKER})
FREEZES = frozenset({Kind.FREEZE_WORKER, Kind.FREEZE_CHILD})
# Without its safeguard, everything else would only disturb these.
PROVOKING = {"fence": (Kind.FREEZE_CHILD, Kind.FREEZE_WORKER)}
TARGETS = {
    Kind.KILL_CHILD: "children",
    Kind.FREEZE_CHILD: "children",
    Kind.KILL_BROKER: "broker",
    Kind.EMPTY_BROKER: "broker",
    Kind.FREEZE_BROKER: "broker",
    Kind.STOP_DATABASE: "postgres",
    Kind.CRASH_DATABASE: "postgres",
    Kind.KILL_WEB: "web",
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One blow. `at` and `seconds` say when it begins and how long it lasts."""

    at: float
    kind: Kind
    target: str
    seconds: float

    def __str__(self) -> str:
        whom = f" {self.target}" if self.kind in OF_WORKERS else ""
        how_long = f" for {self.seconds:.0f} s" if self.seconds >= 1 else ""
        return f"{self.kind}{whom}{how_long}"


def plan_faults(seed: int, seconds: float, times: Times, kinds: Sequence[Kind]) -> list[Fault]:
    """Return the faults of a run, the same ones for the same seed.

    Every kind comes before any comes again. Nothing is struck while it is down, and while one
    worker is frozen the other one is left alone, so that a keeper can rescue the jobs.
    """
    dice = Random(f"faults {seed}")  # noqa: S311
    free = dict.fromkeys((*WORKERS, *TARGETS.values()), 0.0)
    faults: list[Fault] = []
    moment = QUIET_SECONDS
    for kind in _deal(dice, kinds):
        moment += dice.uniform(0.5, 1.5) * _pause(times)
        if moment >= seconds:
            break
        target = TARGETS.get(kind) or dice.choice(WORKERS)
        length = _length(kind, times, dice)
        at = max(moment, *(free[other] for other in _at_rest(kind, target)))
        faults.append(Fault(at=at, kind=kind, target=target, seconds=length))
        free[target] = at + length + START_SECONDS
        if kind is Kind.STOP_WORKER:
            free[target] += times.grace
        if kind in FREEZES:
            free |= dict.fromkeys((*WORKERS, target), free[target])
    return sorted((fault for fault in faults if fault.at < seconds), key=lambda fault: fault.at)


def _at_rest(kind: Kind, target: str) -> tuple[str, ...]:
    """Return what has to be up and undisturbed when a fault begins."""
    return (*WORKERS, target) if kind in FREEZES else (target,)


def _pause(times: Times) -> float:
    """Return the mean time between faults."""
    return 4 + times.lease / 6


def _deal(dice: Random, kinds: Sequence[Kind]) -> Iterator[Kind]:
    """Yield the kinds, all of them again and again, each time in another order."""
    while True:
        yield from dice.sample(kinds, len(kinds))


def _length(kind: Kind, times: Times, dice: Random) -> float:
    if kind in FREEZES:
        # Long enough for another attempt to have begun, and short enough for it to be still at it.
        return times.noticed + dice.uniform(1, 2) * (0.5 + times.keeper / 2)
    if kind is Kind.FREEZE_BROKER:
        return dice.uniform(2, 4 + times.lease / 2)
    if kind in (Kind.KILL_CHILD, Kind.EMPTY_BROKER):
        return 0.0
    return dice.uniform(0, 3)
