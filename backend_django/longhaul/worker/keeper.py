"""Keep the promise: whatever was lost is found again. Any number of keepers work side by side."""

import random
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from longhaul.jobs.dispatch import publish_all, queue_lengths
from longhaul.jobs.models import Job
from longhaul.jobs.scheduling import take_waiting, with_room
from longhaul.jobs.services import rescue
from longhaul.jobs.sql import Now
from longhaul.jobs.status import Status
from longhaul.registry import registry

BATCH = 500
# However many jobs are scheduled closely together.
SHORTEST_PAUSE = 1.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Round:
    """What a keeper did in one round."""

    rescued: int
    expired: int
    dispatched: int


def keep() -> Round:
    """Do one round."""
    return Round(rescued=rescue_stranded(), expired=expire_overdue(), dispatched=dispatch_due())


def rescue_stranded() -> int:
    """Move jobs on whose worker fell silent; return how many."""
    return sum(rescue(job) for job in Job.objects.stranded().order_by("lease_until")[:BATCH])


def expire_overdue() -> int:
    """Fail jobs that waited past `start_by`; return how many."""
    overdue = Job.objects.overdue().order_by("start_by")[:BATCH]
    return sum(job.expire(retention=registry.get_retention(job.feature)) for job in overdue)


def dispatch_due() -> int:
    """Publish due jobs whose message was never sent, or must be lost; return how many."""
    lengths = queue_lengths()
    if lengths is None:
        return 0
    empty = [queue for queue, length in lengths.items() if not length]
    return publish_all(take_waiting(with_room(empty), empty))


def pause() -> float:
    """Return in how many seconds to look again: after a round, or when a scheduled job is due."""
    seconds: float = settings.JOBS_KEEPER * random.uniform(0.8, 1.2)  # noqa: S311
    scheduled = Job.objects.filter(status=Status.PENDING, dispatched_at=None)
    due = scheduled.filter(available_at__gt=Now()).aggregate(next=Min("available_at"))["next"]
    until = (due - timezone.now()).total_seconds() if due else seconds
    return min(seconds, max(SHORTEST_PAUSE, until))
