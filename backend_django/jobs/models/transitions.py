"""The verbs of a job. Each is one conditional UPDATE: no row changed means somebody was first."""

import random
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, Value, When

from ..journal import note
from ..text import clean_text
from .clock import Now
from .returning import update_returning
from .status import UNFINISHED, Status

if TYPE_CHECKING:
    from .job import Job
    from .queryset import JobQuerySet

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
