"""The keeper: moves lost jobs on, and publishes lost messages again. Any number may run."""

import random
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Min
from django.db.models.functions import Now
from django.utils import timezone

from longhaul.jobs.broker import queue_lengths
from longhaul.jobs.dispatch import publish
from longhaul.jobs.models import Job
from longhaul.jobs.scheduling import take_turns, with_room
from longhaul.jobs.services import expire_overdue, rescue_stranded
from longhaul.jobs.status import Status

# Between two rounds, however many jobs are scheduled closely together.
SHORTEST_PAUSE = 1.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Round:
    """How many jobs a keeper has moved on in one round."""

    rescued: int
    expired: int
    dispatched: int


def keep() -> Round:
    """Do one round."""
    return Round(rescued=rescue_stranded(), expired=expire_overdue(), dispatched=dispatch_due())


def dispatch_due() -> int:
    """Publish due jobs whose message was never sent, or must be lost; return how many."""
    lengths = queue_lengths()
    if lengths is None:
        return 0
    empty = [queue for queue, length in lengths.items() if not length]
    return publish(take_turns(with_room(empty), empty))


def pause() -> float:
    """Return the seconds until the next round: the usual pause, or until a scheduled job is due."""
    seconds: float = settings.JOBS_KEEPER_INTERVAL * random.uniform(0.8, 1.2)  # noqa: S311
    scheduled = Job.objects.filter(status=Status.PENDING, dispatched_at=None)
    due = scheduled.filter(available_at__gt=Now()).aggregate(next=Min("available_at"))["next"]
    until = (due - timezone.now()).total_seconds() if due else seconds
    return min(seconds, max(SHORTEST_PAUSE, until))
