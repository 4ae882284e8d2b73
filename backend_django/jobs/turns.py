"""Whose job is next: owners take turns, each with a limited number of jobs dispatched at a time."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from .dispatch import publish_all
from .models import Job, Status
from .models.clock import Now
from .models.queryset import DUE, JobQuerySet
from .models.returning import update_returning

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

# What runs comes first, then what was dispatched, then what was held back.
PLACE = Window(
    RowNumber(),
    partition_by="owner",
    order_by=(
        Case(When(status=Status.PROCESSING, then=0), When(dispatched_at=None, then=2), default=1),
        "priority",
        "available_at",
        "id",
    ),
)


def dispatch_next(owner: Any) -> None:
    """Publish what waits for one of the owner's jobs to end, once this transaction is over."""
    transaction.on_commit(lambda: publish_all(take_waiting(Job.objects.owned_by(owner))))


def take_waiting(among: JobQuerySet, empty: Collection[str] = ()) -> list[Job]:
    """Count the jobs that are next as dispatched, and return them in the order of their turns.

    Those are jobs whose message was never sent, or must be lost; `empty` are the queues that hold
    no message. Publish them.
    """
    waiting = _waiting(empty)
    turns = dict(_by_turn(among, waiting)[:BATCH])
    jobs = _take(Job.objects.filter(waiting, pk__in=turns)) if turns else []
    for job in jobs:
        job.turn = turns[job.pk]
    return sorted(jobs, key=lambda job: (job.priority, job.turn, job.available_at))


def _take(free: JobQuerySet) -> list[Job]:
    """Count as dispatched what nobody else has taken since it was looked for."""
    if connection.features.has_select_for_update_skip_locked:
        free = free.select_for_update(skip_locked=True)
    with transaction.atomic():
        return update_returning(
            Job.objects.filter(pk__in=list(free.values_list("pk", flat=True))),
            dispatched_at=Now(),
            dispatch_count=F("dispatch_count") + 1,
        )


def _by_turn(among: JobQuerySet, waiting: Q) -> QuerySet[Any, Any]:
    """Pair waiting jobs with their turns, as far as their owners have room."""
    contenders = among.unfinished().filter(Q(dispatched_at__isnull=False) | waiting)
    # In a Case, so that the others are counted before they are left out.
    placed = contenders.annotate(place=Case(When(waiting, then=PLACE)))
    nearest = placed.filter(place__lte=settings.JOBS_DISPATCHED_PER_OWNER)
    return nearest.order_by("priority", "place", "available_at", "id").values_list("pk", "place")


def _waiting(empty: Collection[str]) -> Q:
    # A worker of another release may have the tasks of other features; it has a keeper, too.
    known = Q(feature__in=list(current_app.tasks))
    return (DUE & known) & (
        Q(dispatched_at=None)
        | Q(dispatched_at__lt=_patience_ago())
        | Q(queue__in=empty, dispatched_at__lt=Now() - LITTLE_PATIENCE)
    )


def _patience_ago() -> Case:
    """Return before when a message must have been sent to count as lost."""
    steps = [
        When(dispatch_count__lte=count, then=Now() - patience)
        for count, patience in enumerate(PATIENCE[:-1], start=1)
    ]
    return Case(*steps, default=Now() - Value(PATIENCE[-1]), output_field=DateTimeField())
