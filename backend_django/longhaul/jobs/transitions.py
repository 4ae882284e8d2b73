"""The vocabulary of jobs, for whoever asks for many of them."""

import random
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from longhaul.jobs.log import note
from longhaul.jobs.sql import Now, update_returning
from longhaul.jobs.status import UNFINISHED, Status
from longhaul.values import clean_text

if TYPE_CHECKING:
    from longhaul.jobs.models import Job


# ── The vocabulary of jobs, for whoever asks for many of them.

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


# ── The verbs of a job. Each is one conditional UPDATE: no row changed means somebody was first.

LONGEST_BACK_OFF = timedelta(minutes=5)

NO_LEASE: dict[str, Any] = {"lease_token": None, "lease_until": None}
NO_PROGRESS: dict[str, Any] = {
    "progress_current": 0,
    "progress_total": None,
    "progress_message": "",
}


def back_off(attempt: int, base: float) -> timedelta:
    """Return how long to wait after this attempt: base * 3^n, jittered, at most five minutes."""
    delay = timedelta(seconds=base * 3 ** min(attempt - 1, 10))
    return min(delay, LONGEST_BACK_OFF) * random.uniform(0.75, 1.25)  # noqa: S311


class Transitions:
    """What happens to one job. Every verb returns whether it happened."""

    # Set by who acts in the worker's place: the verbs then need the lease to be over, too.
    only_if_stranded = False
    # Which of its owner's dispatched jobs it is; known while it is dispatched, never stored.
    turn = 1
    # Whether others of its owner's may wait for its end; completion finds out along the way.
    others_wait = True

    def _update(self, rows: "JobQuerySet", **values: Any) -> "Job | None":
        """Change the row if the conditions hold, and return it as it is then."""
        return next(iter(update_returning(rows, version=F("version") + 1, **values)), None)

    def fenced(self: "Job") -> "JobQuerySet":  # type: ignore[misc]
        """Match this job as long as this attempt holds the lease."""
        jobs = type(self).objects.filter(pk=self.pk, status=Status.PROCESSING)
        held = jobs.filter(lease_token=self.lease_token)
        return held.stranded() if self.only_if_stranded else held

    def _in(self: "Job", *statuses: Status) -> "JobQuerySet":  # type: ignore[misc]
        return type(self).objects.filter(pk=self.pk, status__in=statuses)

    def _ending(self, retention: timedelta) -> dict[str, Any]:
        return NO_LEASE | {"finished_at": Now(), "expires_at": Now() + retention}

    # ── by the worker that holds the lease ──────────────────────────────────────────────────────

    def beat(self: "Job", lease: timedelta, **progress: Any) -> "Job | None":  # type: ignore[misc]
        """Extend the lease and record progress; None if the lease is lost."""
        if progress:
            progress["version"] = F("version") + 1
        rows = update_returning(
            self.fenced(), lease_until=Now() + lease, heartbeat_at=Now(), **progress
        )
        return rows[0] if rows else None

    def fail(self: "Job", code: str, detail: str, *, retention: timedelta) -> bool:  # type: ignore[misc]
        """End without a result."""
        values = {"error_code": code, "error_detail": clean_text(detail)}
        failed = self._update(
            self.fenced(), status=Status.FAILED, **values, **self._ending(retention)
        )
        return note(failed, "failed", code=code)

    def end_cancelled(self: "Job", *, retention: timedelta) -> bool:  # type: ignore[misc]
        """End because the owner asked for it."""
        ended = self._update(self.fenced(), status=Status.CANCELLED, **self._ending(retention))
        return note(ended, "cancelled")

    def try_again(  # type: ignore[misc]
        self: "Job", *, base: float, retention: timedelta, reason: str = "", lost: bool = False
    ) -> bool:
        """Put back for another attempt after a back-off; `lost` counts a worker that died."""
        loss = {"lease_losses": F("lease_losses") + 1, "lost_at": Now()} if lost else {}
        back = self._put_back(available_at=Now() + back_off(self.attempt, base), **loss)
        if lost:
            noted = note(back, "rescued", worker=self.worker)
        else:
            noted = note(back, "put back", reason=reason)
        return noted or self.end_cancelled(retention=retention)

    def release(self: "Job", *, retention: timedelta) -> bool:  # type: ignore[misc]
        """Put back because the worker shuts down; the attempt does not count."""
        back = self._put_back(available_at=Now(), attempt=F("attempt") - 1)
        noted = note(back, "released", attempt=self.attempt, worker=self.worker)
        return noted or self.end_cancelled(retention=retention)

    def _put_back(self: "Job", **values: Any) -> "Job | None":  # type: ignore[misc]
        """Make it pending again, unless it was asked to stop: then it is to end instead."""
        wanted = self.fenced().filter(cancel_requested_at=None)
        back = {"status": Status.PENDING, "dispatched_at": None, **NO_LEASE, **values}
        return self._update(wanted, **back)

    # ── by the keeper ───────────────────────────────────────────────────────────────────────────

    def expire(self: "Job", *, retention: timedelta) -> bool:  # type: ignore[misc]
        """Fail a job that waited past `start_by`."""
        values = {"error_code": "expired", "error_detail": "No worker was free in time."}
        overdue = self._in(Status.PENDING).overdue()
        expired = self._update(overdue, status=Status.FAILED, **values, **self._ending(retention))
        return note(expired, "expired")

    # ── by an operator ──────────────────────────────────────────────────────────────────────────

    def fail_by_operator(self: "Job", *, retention: timedelta) -> bool:  # type: ignore[misc]
        """Fail an unfinished job at once; a worker on it finds its lease gone, and stops."""
        values = {"error_code": "failed_by_operator", "error_detail": "An operator ended this job."}
        failed = self._update(
            self._in(*UNFINISHED), status=Status.FAILED, **values, **self._ending(retention)
        )
        return note(failed, "failed", code="failed_by_operator")

    # ── by the owner ────────────────────────────────────────────────────────────────────────────

    def cancel(self: "Job", *, retention: timedelta) -> bool:  # type: ignore[misc]
        """Cancel a pending job at once; a running one stops at its next checkpoint.

        One statement for both: a job that changes between two would slip through.
        """
        pending = Q(status=Status.PENDING)
        changed = self._update(
            self._in(*UNFINISHED).filter(cancel_requested_at=None),
            status=Case(When(pending, then=Value(Status.CANCELLED)), default=F("status")),
            finished_at=Case(When(pending, then=Now())),
            expires_at=Case(When(pending, then=Now() + retention)),
            cancel_requested_at=Now(),
        )
        at_once = changed is not None and changed.is_terminal
        return note(changed, "cancelled" if at_once else "cancel requested")

    def retry(self: "Job", *, attempts: int) -> bool:  # type: ignore[misc]
        """Begin again, under the same id, as the owner asks; attempts go on counting."""
        begun = self._update(
            self._in(Status.FAILED, Status.CANCELLED).filter(purged_at=None),
            status=Status.PENDING,
            max_attempts=F("attempt") + attempts,
            available_at=Now(),
            start_by=None,
            dispatched_at=None,
            dispatch_count=0,
            celery_task_id=uuid.uuid4(),
            cancel_requested_at=None,
            deadline_at=None,
            error_code="",
            error_detail="",
            finished_at=None,
            expires_at=None,
            **NO_PROGRESS,
        )
        return note(begun, "retried")
