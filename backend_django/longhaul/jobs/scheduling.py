"""Which jobs are to be published next: owners take turns.

Of each owner at most `JOBS_DISPATCHED_PER_OWNER` jobs per queue are dispatched and unfinished. The
others wait in the database, and follow when one of them ends.
"""

import logging
from collections.abc import Collection
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import Case, Count, DateTimeField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Now, RowNumber

from longhaul.feature import Queue
from longhaul.jobs.dispatch import publish
from longhaul.jobs.models import DUE, Job, JobQuerySet
from longhaul.jobs.sql import update_returning
from longhaul.jobs.status import Status
from longhaul.registry import registry

logger = logging.getLogger(__name__)

# How long a message may be under way before it counts as lost, by how often it was published.
PATIENCE = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
)
# The same for a queue that is empty: the message is certainly not in it.
PATIENCE_WITH_EMPTY_QUEUE = timedelta(seconds=5)
BATCH = 500

# A job's position among its owner's in a queue: what runs comes first, then what is dispatched,
# then what waits. Per queue, so that many long jobs in one do not delay short ones in another.
TURN = Window(
    RowNumber(),
    partition_by=("owner", "queue"),
    order_by=(
        Case(When(status=Status.PROCESSING, then=0), When(dispatched_at=None, then=2), default=1),
        "available_at",
        "id",
    ),
)


def dispatch_next(owners: Collection[Any]) -> None:
    """Publish what may follow now that jobs of these owners have ended, after the commit.

    Beyond BATCH jobs, a keeper publishes the rest.

    If no job of an owner runs, the first one is published again: its message has the priority of
    the later turn that it had, and would wait as long as first jobs of other owners arrive.
    """

    def dispatch() -> None:
        try:
            publish(take_turns(Job.objects.filter(owner__in=owners), republish_first=True))
        except (DatabaseError, InterfaceError, SoftTimeLimitExceeded) as error:
            # The caller's transition is committed; a keeper publishes what follows.
            logger.warning("what may follow is left to the keeper: %s", error)

    if owners:
        transaction.on_commit(dispatch)


def take_turns(
    jobs: JobQuerySet, empty_queues: Collection[str] = (), *, republish_first: bool = False
) -> list[tuple[Job, int]]:
    """Mark the jobs that are next as dispatched; return them with their turns, to be published.

    Next are jobs whose message was never published or must be lost, as far as their owners have
    room, and with `republish_first` the first job of each owner in each queue unless it runs.
    """
    missing = message_missing(empty_queues)
    wanted = startable() if republish_first else missing
    turns = dict(_by_turn(jobs, missing, wanted)[:BATCH])
    firsts = [key for key, turn in turns.items() if turn == 1]
    still_wanted = Job.objects.filter(missing | wanted & Q(pk__in=firsts), pk__in=turns)
    taken = [(job, turns[job.pk]) for job in _mark_dispatched(still_wanted)] if turns else []
    return sorted(taken, key=lambda pair: (pair[1], pair[0].available_at))


def with_room(empty_queues: Collection[str]) -> JobQuerySet:
    """Return the jobs of owners who may have another one dispatched: usually of few owners."""
    waiting = Job.objects.filter(message_missing(empty_queues))
    hopeful = waiting.exclude(Q(dispatched_at=None) & _owner_is_full())
    return Job.objects.filter(owner__in=hopeful.values("owner"))


def message_missing(empty_queues: Collection[str]) -> Q:
    """Match jobs whose message was never published, or must be lost."""
    return startable() & (
        Q(dispatched_at=None)
        | Q(dispatched_at__lt=_lost_before())
        | Q(queue__in=empty_queues, dispatched_at__lt=Now() - PATIENCE_WITH_EMPTY_QUEUE)
    )


def startable() -> Q:
    """Match jobs that a worker of this release may start now."""
    return DUE & _known()


def dispatched() -> Q:
    """Match the unfinished jobs that count against their owner's limit."""
    return Q(status=Status.PROCESSING) | Q(dispatched_at__isnull=False) & _known()


def _known() -> Q:
    """Match features of this release.

    A worker of another release may know the others; it has a keeper, too. If there is none, their
    jobs wait, but do not take the places of jobs that can run.
    """
    return Q(feature__in=[feature.slug for feature in registry])


def _lost_before() -> Case:
    """Return before when a message must have been published to count as lost."""
    steps = [
        When(dispatch_count__lte=count, then=Now() - patience)
        for count, patience in enumerate(PATIENCE[:-1], start=1)
    ]
    return Case(*steps, default=Now() - Value(PATIENCE[-1]), output_field=DateTimeField())


def _by_turn(jobs: JobQuerySet, missing: Q, wanted: Q) -> QuerySet[Any, Any]:
    """Pair jobs that are to be published with their turns, as far as their owners have room."""
    contenders = jobs.unfinished().filter(dispatched() | wanted)
    # In a Case, so that all contenders are counted before the others are filtered out.
    numbered = contenders.annotate(
        turn=Case(When(wanted, then=TURN)), turn_if_missing=Case(When(missing, then=TURN))
    )
    near = numbered.filter(Q(turn=1) | Q(turn_if_missing__lte=settings.JOBS_DISPATCHED_PER_OWNER))
    return near.order_by("turn", "available_at", "id").values_list("pk", "turn")


def _mark_dispatched(jobs: JobQuerySet) -> list[Job]:
    """Mark those as dispatched that no other process is marking at this moment."""
    with transaction.atomic():
        locked = jobs.select_for_update(skip_locked=True).values_list("pk", flat=True)
        return update_returning(
            Job.objects.filter(pk__in=list(locked)),
            dispatched_at=Now(),
            dispatch_count=F("dispatch_count") + 1,
        )


def _owner_is_full() -> Q:
    """Match the jobs of owners who have no room left in the job's queue."""
    taken = Job.objects.unfinished().filter(dispatched()).values("owner")
    full = taken.annotate(jobs=Count("pk")).filter(jobs__gte=settings.JOBS_DISPATCHED_PER_OWNER)
    ways = (Q(queue=queue, owner__in=full.filter(queue=queue).values("owner")) for queue in Queue)
    return reduce(or_, ways)
