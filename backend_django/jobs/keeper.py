"""Keep the promise: whatever was lost is found again. Any number of keepers work side by side."""

import logging
import random
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, DateTimeField, F, Min, Q, Value, When
from django.utils import timezone

from .broker import queue_lengths
from .dispatch import publish
from .models import Job, Status
from .models.clock import Now
from .models.returning import update_returning
from .registry import registry
from .rescue import rescue

logger = logging.getLogger(__name__)

BATCH = 500
# How long a message may be under way before it counts as lost, by how often it was sent.
PATIENCE = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
)
# The same where the queue is empty: the message is certainly not in it.
LITTLE_PATIENCE = timedelta(seconds=5)
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
    jobs = _take_undispatched([queue for queue, length in lengths.items() if not length])
    for number, job in enumerate(jobs):
        if not publish(job):
            _give_back(jobs[number:])
            return number
    return len(jobs)


def _take_undispatched(empty: list[str]) -> list[Job]:
    # A worker of another release may know the others; it has a keeper, too.
    known = Job.objects.due().filter(feature__in=[feature.slug for feature in registry])
    waiting = known.filter(
        Q(dispatched_at=None)
        | Q(dispatched_at__lt=_patience_ago())
        | Q(queue__in=empty, dispatched_at__lt=Now() - LITTLE_PATIENCE)
    )
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    with transaction.atomic():
        ids = waiting.order_by("priority", "available_at", "id").values_list("pk", flat=True)
        return update_returning(
            Job.objects.filter(pk__in=list(ids[:BATCH]), status=Status.PENDING),
            dispatched_at=Now(),
            dispatch_count=F("dispatch_count") + 1,
        )


def _patience_ago() -> Case:
    """Return before when a message must have been sent to count as lost."""
    steps = [
        When(dispatch_count__lte=count, then=Now() - patience)
        for count, patience in enumerate(PATIENCE[:-1], start=1)
    ]
    return Case(*steps, default=Now() - Value(PATIENCE[-1]), output_field=DateTimeField())


def _give_back(jobs: list[Job]) -> None:
    rows = Job.objects.filter(pk__in=[job.pk for job in jobs], status=Status.PENDING)
    rows.update(dispatched_at=None)


def pause() -> float:
    """Return in how many seconds to look again: after a round, or when a scheduled job is due."""
    seconds: float = settings.JOBS_KEEPER * random.uniform(0.8, 1.2)  # noqa: S311
    scheduled = Job.objects.filter(status=Status.PENDING, dispatched_at=None)
    due = scheduled.filter(available_at__gt=Now()).aggregate(next=Min("available_at"))["next"]
    until = (due - timezone.now()).total_seconds() if due else seconds
    return min(seconds, max(SHORTEST_PAUSE, until))
