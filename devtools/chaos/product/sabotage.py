"""Take one safeguard out of the product, to see whether the audit notices."""

from itertools import count
from typing import Any
from unittest.mock import patch

from django.db import transaction
from jobs.creation import Accepted
from jobs.models import Job, Status
from jobs.models.queryset import JobQuerySet
from jobs.models.transitions import Transitions
from jobs.order import Order

from jobs import bootsteps, creation

# Of so many creations, one is forgotten.
FORGOTTEN = 10


def fence() -> None:
    """Let whoever has ever held the lease write, late as it may be."""

    def fenced(self: Any) -> JobQuerySet:
        held = Job.objects.filter(pk=self.pk, status=Status.PROCESSING)
        return held.stranded() if self.only_if_stranded else held

    patch.object(Transitions, "fenced", fenced).start()


def keeper() -> None:
    """Let the keepers stand idle."""
    patch.object(bootsteps, "keep", lambda: None).start()


def commit() -> None:
    """Accept some jobs, and then roll back the transaction that made them."""
    create, numbers = creation.create, count(1)

    def forget(order: Order) -> Accepted:
        if next(numbers) % FORGOTTEN:
            return create(order)
        with transaction.atomic():
            accepted = create(order)
            transaction.set_rollback(True)
        return accepted

    patch.object(creation, "create", forget).start()


SABOTAGE = {"fence": fence, "keeper": keeper, "commit": commit}
