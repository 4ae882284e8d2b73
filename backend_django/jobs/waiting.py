"""Which jobs wait to be published: nobody was told of them, or nobody heard."""

from collections.abc import Collection
from datetime import timedelta

from celery import current_app
from django.db.models import Case, DateTimeField, Q, Value, When

from .models import Status
from .models.clock import Now
from .models.queryset import DUE

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
    return Q(feature__in=list(current_app.tasks))


def _patience_ago() -> Case:
    """Return before when a message must have been sent to count as lost."""
    steps = [
        When(dispatch_count__lte=count, then=Now() - patience)
        for count, patience in enumerate(PATIENCE[:-1], start=1)
    ]
    return Case(*steps, default=Now() - Value(PATIENCE[-1]), output_field=DateTimeField())
