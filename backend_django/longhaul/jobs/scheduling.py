"""Which jobs wait to be published: nobody was told of them, or nobody heard."""

from collections.abc import Collection
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, Count, DateTimeField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from longhaul.feature import Queue
from longhaul.jobs.dispatch import publish_all
from longhaul.jobs.models import Job
from longhaul.jobs.sql import Now, update_returning
from longhaul.jobs.status import Status
from longhaul.jobs.transitions import DUE, JobQuerySet
from longhaul.registry import registry

# ── Which jobs wait to be published: nobody was told of them, or nobody heard.

# How long a message may be under way before it counts as lost, by how often it was sent.
PATIENCE = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
)
# The same where the queue is empty: the message is certainly not in it.
LITTLE_PATIENCE = timedelta(seconds=5)


def waiting(empty: Collection[str]) -> Q:
    """Match jobs whose message was never sent, or must be lost; `empty` queues hold none."""
    return startable() & (
        Q(dispatched_at=None)
        | Q(dispatched_at__lt=_patience_ago())
        | Q(queue__in=empty, dispatched_at__lt=Now() - LITTLE_PATIENCE)
    )


def startable() -> Q:
    """Match jobs that a worker of this release may start now."""
    return DUE & _known()


def told_of() -> Q:
    """Match the unfinished jobs that take a place."""
    return Q(status=Status.PROCESSING) | Q(dispatched_at__isnull=False) & _known()


def _known() -> Q:
    """Match features of this release.

    A worker of another one may have the tasks of others; it has a keeper, too. If there is none,
    their jobs wait for ever, but not in the way of what can run.
    """
    return Q(feature__in=[feature.slug for feature in registry])


def _patience_ago() -> Case:
    """Return before when a message must have been sent to count as lost."""
    steps = [
        When(dispatch_count__lte=count, then=Now() - patience)
        for count, patience in enumerate(PATIENCE[:-1], start=1)
    ]
    return Case(*steps, default=Now() - Value(PATIENCE[-1]), output_field=DateTimeField())


# ── Whose job is next: owners take turns, each with few jobs of a queue dispatched at a time.

BATCH = 500

# What runs comes first, then what was dispatched, then what was held back. In each queue anew:
# many long jobs in one must not keep their owner's short ones in another from their workers.
PLACE = Window(
    RowNumber(),
    partition_by=("owner", "queue"),
    order_by=(
        Case(When(status=Status.PROCESSING, then=0), When(dispatched_at=None, then=2), default=1),
        "priority",
        "available_at",
        "id",
    ),
)


def dispatch_next(owner: Any) -> None:
    """Publish what waits for one of the owner's jobs to end, once this transaction is over.

    If none of theirs runs now, the first is published anew: its message waits for a later turn, and
    as long as others come with their first jobs it would not be read.
    """
    transaction.on_commit(
        lambda: publish_all(take_waiting(Job.objects.owned_by(owner), first_anew=True))
    )


def take_waiting(
    among: JobQuerySet, empty: Collection[str] = (), *, first_anew: bool = False
) -> list[Job]:
    """Count the jobs that are next as dispatched, and return them in the order of their turns.

    Those are jobs whose message was never sent, or must be lost; `empty` are the queues that hold
    no message. With `first_anew` each owner's first job, too, unless it runs. Publish them.
    """
    lost = waiting(empty)
    wanted = startable() if first_anew else lost
    turns = dict(_by_turn(among, lost, wanted)[:BATCH])
    firsts = [key for key, turn in turns.items() if turn == 1]
    free = Job.objects.filter(lost | wanted & Q(pk__in=firsts), pk__in=turns)
    jobs = _take(free) if turns else []
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


def _by_turn(among: JobQuerySet, lost: Q, wanted: Q) -> QuerySet[Any, Any]:
    """Pair waiting jobs with their turns, as far as their owners have room."""
    contenders = among.unfinished().filter(told_of() | wanted)
    # In a Case, so that the others are counted before they are left out.
    placed = contenders.annotate(
        place=Case(When(wanted, then=PLACE)), place_if_lost=Case(When(lost, then=PLACE))
    )
    nearest = placed.filter(Q(place=1) | Q(place_if_lost__lte=settings.JOBS_DISPATCHED_PER_OWNER))
    return nearest.order_by("priority", "place", "available_at", "id").values_list("pk", "place")


def with_room(empty: Collection[str]) -> JobQuerySet:
    """Return the jobs of owners who may have another one dispatched: of most there is none."""
    hopeful = Job.objects.filter(waiting(empty)).exclude(Q(dispatched_at=None) & _crowded())
    return Job.objects.filter(owner__in=hopeful.values("owner"))


def _crowded() -> Q:
    """Match the jobs of owners who have no place left in the job's queue."""
    taken = Job.objects.unfinished().filter(told_of()).values("owner")
    crowds = taken.annotate(jobs=Count("pk")).filter(jobs__gte=settings.JOBS_DISPATCHED_PER_OWNER)
    ways = (Q(queue=queue, owner__in=crowds.filter(queue=queue).values("owner")) for queue in Queue)
    return reduce(or_, ways)
