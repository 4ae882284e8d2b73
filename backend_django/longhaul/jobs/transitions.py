"""The transitions of jobs: each is one conditional UPDATE by the database's clock, and a log line.

Each returns the job as it is afterwards, or None if it no longer meets the conditions: another
process was first. Nothing is published here; that is what `longhaul.jobs.services` adds.
"""

import random
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from longhaul.jobs import sql
from longhaul.jobs.exceptions import Duplicate
from longhaul.jobs.log import log_transition
from longhaul.jobs.models import Job, JobFile, JobQuerySet
from longhaul.jobs.status import UNFINISHED, Status
from longhaul.registry import registry
from longhaul.run import Progress
from longhaul.values import clean_text

LONGEST_BACK_OFF = timedelta(minutes=5)

NO_LEASE: dict[str, Any] = {"lease_token": None, "lease_until": None}


def _change(
    rows: JobQuerySet,
    event: str | Callable[[Job], str],
    details: dict[str, Any] | None = None,
    **values: Any,
) -> Job | None:
    """Change the row if it meets the conditions, count its version up, and log the event."""
    for job in sql.update_returning(rows, version=F("version") + 1, **values):
        log_transition(job, event if isinstance(event, str) else event(job), **(details or {}))
        return job
    return None


def _ended(job: Job, status: Status) -> dict[str, Any]:
    """Return the values of the columns that every end sets."""
    keep = registry.get_retention(job.feature)
    return {"status": status, "finished_at": Now(), "expires_at": Now() + keep, **NO_LEASE}


def _fail(job: Job, rows: JobQuerySet, event: str, code: str, detail: str) -> Job | None:
    return _change(
        rows,
        event,
        {"code": code},
        error_code=code,
        error_detail=clean_text(detail),
        **_ended(job, Status.FAILED),
    )


def _row(job: Job, *statuses: Status) -> JobQuerySet:
    return Job.objects.filter(pk=job.pk, status__in=statuses)


# ── By the attempt that holds the lease ─────────────────────────────────────────────────────────
#
# With `stranded` they act in its place, once its lease has expired.


def held(job: Job, *, stranded: bool = False) -> JobQuerySet:
    """Match the job as long as this attempt holds the lease."""
    rows = Job.objects.filter(pk=job.pk, status=Status.PROCESSING, lease_token=job.lease_token)
    return rows.stranded() if stranded else rows


def claim(job_id: uuid.UUID, *, worker: str, lease: timedelta, time_limit: timedelta) -> Job | None:
    """Take the lease of a job that is due."""
    return _change(
        Job.objects.filter(pk=job_id).due(),
        "started",
        {"worker": worker},
        status=Status.PROCESSING,
        attempt=F("attempt") + 1,
        lease_token=uuid.uuid4(),
        lease_until=Now() + lease,
        deadline_at=Now() + time_limit,
        heartbeat_at=Now(),
        started_at=Now(),
        start_by=None,  # it has started in time; waiting for a later attempt does not expire it
        worker=worker,
        **Progress().as_columns(),
    )


def extend_lease(job: Job, lease: timedelta, progress: Progress | None = None) -> Job | None:
    """Extend the lease and record progress, if there is any."""
    values: dict[str, Any] = {"lease_until": Now() + lease, "heartbeat_at": Now()}
    if progress:
        values |= progress.as_columns() | {"version": F("version") + 1}
    return next(iter(sql.update_returning(held(job), **values)), None)


class Completion(NamedTuple):
    """Whether the completion was written, and whether another job of the owner is due."""

    written: bool
    others_wait: bool


def complete(job: Job, result: str, files: Sequence[JobFile], progress: Progress) -> Completion:
    """End with a result, a JSON text, and its files.

    The files are moved into place while the row is locked, before the commit: a crash leaves
    orphans for pruning, never a completed job without its files.
    """
    params = progress.as_columns() | {
        "id": job.pk,
        "lease_token": job.lease_token,
        "retention": registry.get_retention(job.feature),
        "result": result,
        "size": len(result.encode()),
        "owner": job.owner_id,
        "queue": job.queue,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.COMPLETE_JOB, params)
        row = cursor.fetchone()
        if row is None:
            return Completion(written=False, others_wait=False)
        JobFile.objects.bulk_create(files)
        log_transition(job, "completed")
    return Completion(written=True, others_wait=row[0])


def fail(job: Job, code: str, detail: str, *, stranded: bool = False) -> Job | None:
    """End without a result."""
    return _fail(job, held(job, stranded=stranded), "failed", code, detail)


def end_cancelled(job: Job, *, stranded: bool = False) -> Job | None:
    """End because the owner requested it."""
    return _change(held(job, stranded=stranded), "cancelled", **_ended(job, Status.CANCELLED))


# Each puts the job back for another attempt, or cancels it if that was requested.


def put_back_failed(job: Job, reason: str) -> Job | None:
    """Put back after a failure that may pass, to wait for the back-off."""
    due = Now() + back_off(job.attempt)
    back = _put_back(held(job), "put back", {"reason": reason}, available_at=due)
    return back or end_cancelled(job)


def put_back_lost(job: Job) -> Job | None:
    """Put back a job whose lease has expired, to wait for the back-off, and count the loss."""
    back = _put_back(
        held(job, stranded=True),
        "rescued",
        {"worker": job.worker},
        available_at=Now() + back_off(job.attempt),
        lease_losses=F("lease_losses") + 1,
        lost_at=Now(),
    )
    return back or end_cancelled(job, stranded=True)


def put_back_released(job: Job) -> Job | None:
    """Put back because the worker shuts down; the attempt does not count."""
    details = {"attempt": job.attempt, "worker": job.worker}
    uncounted = F("attempt") - 1
    back = _put_back(held(job), "released", details, available_at=Now(), attempt=uncounted)
    return back or end_cancelled(job)


def _put_back(rows: JobQuerySet, event: str, details: dict[str, Any], **values: Any) -> Job | None:
    wanted = rows.filter(cancel_requested_at=None)
    pending = {"status": Status.PENDING, "dispatched_at": None, **NO_LEASE}
    return _change(wanted, event, details, **pending, **values)


def back_off(attempt: int) -> timedelta:
    """Return how long to wait after this attempt: three times longer each time, with jitter."""
    delay = timedelta(seconds=settings.JOBS_BACK_OFF * 3 ** min(attempt - 1, 10))
    return min(delay, LONGEST_BACK_OFF) * random.uniform(0.75, 1.25)  # noqa: S311


# ── By the keeper, operators and the owner ──────────────────────────────────────────────────────


def expire(job: Job) -> Job | None:
    """Fail a job that has waited past `start_by`."""
    rows = _row(job, Status.PENDING).overdue()
    return _fail(job, rows, "expired", "expired", "No worker was free in time.")


def fail_by_operator(job: Job) -> Job | None:
    """Fail an unfinished job at once; a worker on it finds its lease gone, and stops."""
    rows = _row(job, *UNFINISHED)
    return _fail(job, rows, "failed", "failed_by_operator", "An operator ended this job.")


def request_cancel(job: Job) -> Job | None:
    """Cancel a pending job at once; a running one stops at its next checkpoint.

    One statement for both: a job that changes between two statements would be missed by each.
    """
    pending = Q(status=Status.PENDING)
    keep = registry.get_retention(job.feature)
    return _change(
        _row(job, *UNFINISHED).filter(cancel_requested_at=None),
        lambda changed: "cancelled" if changed.is_terminal else "cancel requested",
        status=Case(When(pending, then=Value(Status.CANCELLED)), default=F("status")),
        finished_at=Case(When(pending, then=Now())),
        expires_at=Case(When(pending, then=Now() + keep)),
        cancel_requested_at=Now(),
    )


def reopen(job: Job) -> Job | None:
    """Make a failed or cancelled job pending again, under the same id, if its feature is offered.

    Its attempts go on counting, so that a number names one attempt only.

    Raises:
        Duplicate: another unfinished job does the same work.
    """
    feature = registry.get(job.feature)
    if feature is None:
        return None
    try:
        with transaction.atomic():
            return _change(
                _row(job, Status.FAILED, Status.CANCELLED).filter(purged_at=None),
                "retried",
                status=Status.PENDING,
                max_attempts=F("attempt") + feature.max_attempts,
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
                **Progress().as_columns(),
            )
    except IntegrityError:  # of the constraint `jobs_job_same_work_once`
        raise Duplicate from None
