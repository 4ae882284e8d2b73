"""The state of the system: does it work, and does anything wait for too long?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.db.models.functions import Now
from django.utils import timezone
from pydantic import BaseModel, Field

from longhaul.api.http import Moment
from longhaul.jobs.broker import queue_lengths
from longhaul.jobs.models import Job, Worker


class WorkerDocument(BaseModel):
    """A worker; `seen_at` is when its keeper last reported."""

    name: str
    seen_at: Moment
    queues: list[str]
    release: str
    started_at: Moment | None
    alive: bool
    stalled: bool = Field(
        description="Whether it was free, took nothing, and has not been restarted since"
    )


class HealthDocument(BaseModel):
    """The state of the system. It works if there are no `faults`."""

    faults: list[str] = Field(description="What is wrong, in sentences")
    broker: bool = Field(description="Whether the broker answers")
    messages: dict[str, int] = Field(description="Messages that wait in the broker, by queue")
    workers: list[WorkerDocument]
    backlog: dict[str, int] = Field(description="Jobs that are due, by queue")
    oldest_due: Moment | None = Field(description="Since when the oldest of them is due")
    expired_leases: int = Field(description="Jobs that lost their worker and were not rescued")


def examine() -> HealthDocument:
    """Examine the system: a few statements, and a bounded time if the broker does not answer."""
    messages = queue_lengths()
    workers = find_workers()
    due = Job.objects.due()
    oldest = due.aggregate(oldest=Min("available_at"))["oldest"]
    stranded = Job.objects.stranded().filter(lease_until__lt=Now() - 2 * keeper_round()).count()
    return HealthDocument(
        faults=list(_faults(messages is not None, workers, oldest, stranded)),
        broker=messages is not None,
        messages=messages or {},
        workers=workers,
        backlog=dict(due.values_list("queue").annotate(jobs=Count("pk")).order_by("queue")),
        oldest_due=oldest,
        expired_leases=stranded,
    )


def keeper_round() -> timedelta:
    """Return the longest time between two rounds of a keeper."""
    return timedelta(seconds=settings.JOBS_KEEPER_INTERVAL * 1.2)


def find_workers() -> list[WorkerDocument]:
    """List the workers seen within the last hour, by name."""
    recent = Worker.objects.filter(seen_at__gt=timezone.now() - timedelta(hours=1))
    return [
        WorkerDocument(
            name=worker.name,
            seen_at=worker.seen_at,
            queues=worker.queues,
            release=worker.release,
            started_at=worker.started_at,
            alive=is_alive(worker),
            stalled=worker.is_stalled,
        )
        for worker in recent.order_by("name")
    ]


def is_alive(worker: Worker) -> bool:
    """Return whether a worker's keeper has missed fewer than three rounds."""
    return timezone.now() - worker.seen_at < 3 * keeper_round()


def _faults(
    broker: bool, workers: list[WorkerDocument], oldest: datetime | None, stranded: int
) -> Iterator[str]:
    if not broker:
        yield "The broker does not answer. Jobs are accepted, and wait."
    if not any(worker.alive for worker in workers):
        yield "No worker has been seen lately. Nothing runs, and nothing is rescued."
    for worker in workers:
        if worker.stalled:
            yield f"{worker.name} was free and took nothing. It must be restarted."
    if oldest and (waited := timezone.now() - oldest) > timedelta(
        seconds=settings.JOBS_OVERDUE_ALARM
    ):
        yield f"A job has been due for {waited.total_seconds():.0f} s."
    if stranded:
        yield f"{stranded} jobs lost their worker, and no keeper has moved them on."
