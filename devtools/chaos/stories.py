"""What clients are going to do: one story a job, all of them known before the first begins."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from devtools.chaos.behaviour import BEHAVIOURS, Behaviour, mean_seconds
from devtools.chaos.times import Times

OWNERS = 4
# Of each worker: most of what they do is waiting.
CHILDREN = 4
# How many of them are to work at a time: little, so that one worker alone has room for all.
BUSY = 2.0
OVERHEAD = 0.2  # seconds a job


class Watching(StrEnum):
    """How a client learns of its job's end."""

    FOLLOW = "follow"  # requests each change by long polling
    POLL = "poll"  # asks again and again
    NEVER = "never"  # so no status request rescues the job


@dataclass(frozen=True, kw_only=True)
class Story:
    """What one client does about one job. Moments are seconds: of the run, or after creation."""

    number: int
    at: float
    owner: int
    behaviour: Behaviour
    watching: Watching
    # Ask for it twice, with the same idempotency key.
    twice: bool
    cancel_after: float | None
    delete_after: float | None
    # Begin again if it ends without a result.
    retry: bool


def write_stories(seed: int, seconds: float, times: Times) -> list[Story]:
    """Return the stories of a run, the same ones for the same seed."""
    dice = Random(f"stories {seed}")  # noqa: S311
    rate = BUSY / (mean_seconds(times) + OVERHEAD)
    stories: list[Story] = []
    at = dice.expovariate(rate)
    while at < seconds:
        stories.append(_write(len(stories), at, dice))
        at += dice.expovariate(rate)
    return stories


def _write(number: int, at: float, dice: Random) -> Story:
    weights = [each.weight for each in BEHAVIOURS]
    ways = (Watching.FOLLOW, Watching.POLL, Watching.NEVER)
    behaviour = dice.choices(BEHAVIOURS, weights)[0]
    return Story(
        number=number,
        at=at,
        owner=dice.randrange(OWNERS),
        behaviour=behaviour,
        watching=dice.choices(ways, (4, 3, 3))[0],
        twice=dice.random() < 0.1,
        cancel_after=dice.uniform(0, 5) if dice.random() < 0.1 else None,
        delete_after=dice.uniform(0, 8) if dice.random() < 0.07 else None,
        # The back-off grows with every attempt; a run should not wait for jobs that fail anyway.
        retry=dice.random() < 0.3 and not behaviour.is_hopeless,
    )
