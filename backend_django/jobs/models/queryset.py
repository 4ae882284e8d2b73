"""The vocabulary of jobs, for whoever asks for many of them."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from ..journal import note
from .clock import Now
from .returning import update_returning
from .status import UNFINISHED, Status

if TYPE_CHECKING:
    from .job import Job

DUE = (
    (Q(start_by=None) | Q(start_by__gt=Now()))
    & Q(available_at__lte=Now())
    & Q(status=Status.PENDING, cancel_requested_at=None)
)


class JobQuerySet(QuerySet["Job"]):
    """Jobs, by what is to be done about them. Time is the database's own."""

    def owned_by(self, user: Any) -> "JobQuerySet":
        """Jobs of one user: an instance, a key, or an expression that gives the key."""
        return self.filter(owner=user)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(status__in=UNFINISHED)

    def due(self) -> "JobQuerySet":
        """Jobs that a worker may start now."""
        return self.filter(DUE)

    def overdue(self) -> "JobQuerySet":
        """Jobs that waited longer than their feature allows."""
        return self.filter(status=Status.PENDING, start_by__lte=Now())

    def stranded(self) -> "JobQuerySet":
        """Jobs whose worker fell silent."""
        return self.filter(status=Status.PROCESSING, lease_until__lt=Now())

    def expired(self) -> "JobQuerySet":
        """Jobs whose result and files have been kept for long enough."""
        return self.filter(finished_at__isnull=False, purged_at=None, expires_at__lt=Now())

    def claim(
        self, job_id: uuid.UUID, *, worker: str, lease: timedelta, time_limit: timedelta
    ) -> "Job | None":
        """Take the lease of a due job; None if somebody else was first, or it is not due."""
        claimed = update_returning(
            self.filter(pk=job_id).due(),
            status=Status.PROCESSING,
            attempt=F("attempt") + 1,
            lease_token=uuid.uuid4(),
            lease_until=Now() + lease,
            deadline_at=Now() + time_limit,
            heartbeat_at=Now(),
            started_at=Now(),
            start_by=None,  # it has started; what comes later is no reason to expire it
            worker=worker,
            progress_current=0,
            progress_total=None,
            progress_message="",
            version=F("version") + 1,
        )
        job = next(iter(claimed), None)
        note(job, "started", worker=worker)
        return job

    def held_by(self, worker: str) -> "JobQuerySet":
        """Jobs whose lease a worker holds."""
        return self.filter(status=Status.PROCESSING, worker=worker)
