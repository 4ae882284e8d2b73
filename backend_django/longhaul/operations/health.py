"""What operators ask first: does it run, and does anything wait for too long?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.db.models.functions import Now
from django.utils import timezone

from longhaul.jobs import models
from longhaul.jobs.dispatch import queue_lengths
from longhaul.jobs.models import Job


@dataclass(frozen=True, kw_only=True)
class Worker:
    """A worker, whose keeper was last seen then; `alive` is whether that is recent.

    `stalled`: it was free, took nothing, and has not been started anew since.
    """

    name: str
    seen_at: datetime
    queues: list[str]
    release: str
    started_at: datetime | None
    alive: bool
    stalled: bool


@dataclass(frozen=True, kw_only=True)
class Health:
    """The state of the system, and what is wrong with it, in sentences."""

    broker: bool
    messages: dict[str, int]
    """By queue; empty while the broker is away."""
    workers: list[Worker]
    backlog: dict[str, int]
    """Jobs that are due, by queue."""
    oldest_due: datetime | None
    expired_leases: int
    faults: list[str]


def examine() -> Health:
    """Look at everything once. Costs a few statements, and a bounded time if the broker is away."""
    messages = queue_lengths()
    workers = find_workers()
    due = Job.objects.due()
    oldest = due.aggregate(oldest=Min("available_at"))["oldest"]
    stranded = Job.objects.stranded().filter(lease_until__lt=Now() - 2 * keeper_round()).count()
    return Health(
        broker=messages is not None,
        messages=messages or {},
        workers=workers,
        backlog=dict(due.values_list("queue").annotate(jobs=Count("pk")).order_by("queue")),
        oldest_due=oldest,
        expired_leases=stranded,
        faults=list(_faults(messages is not None, workers, oldest, stranded)),
    )


def keeper_round() -> timedelta:
    """Return how often each keeper looks, at the latest."""
    return timedelta(seconds=settings.JOBS_KEEPER * 1.2)


def find_workers() -> list[Worker]:
    """List the workers of the last hour; one that missed three rounds counts as dead."""
    now = timezone.now()
    beats = models.Worker.objects.filter(seen_at__gt=now - timedelta(hours=1)).order_by("name")
    return [
        Worker(
            name=beat.name,
            seen_at=beat.seen_at,
            queues=beat.queues,
            release=beat.release,
            started_at=beat.started_at,
            alive=is_alive(beat),
            stalled=beat.is_stalled,
        )
        for beat in beats
    ]


def is_alive(beat: models.Worker) -> bool:
    """Tell whether a worker's keeper was seen lately."""
    return timezone.now() - beat.seen_at < 3 * keeper_round()


def _faults(
    broker: bool, workers: list[Worker], oldest: datetime | None, stranded: int
) -> Iterator[str]:
    if not broker:
        yield "The broker does not answer. Jobs are accepted, and wait."
    if not any(worker.alive for worker in workers):
        yield "No worker has been seen lately. Nothing runs, and nothing is rescued."
    for worker in workers:
        if worker.stalled:
            yield f"{worker.name} was free and took nothing. It must be started anew."
    if oldest and (waited := timezone.now() - oldest) > timedelta(seconds=settings.JOBS_ALARM):
        yield f"A job has been due for {waited.total_seconds():.0f} s."
    if stranded:
        yield f"{stranded} jobs lost their worker, and no keeper has moved them on."
