"""The transitions of jobs: each is one conditional UPDATE by the database's clock, and a log line.

If the conditions are no longer met, no row is changed and the function says so: another process
was first. Nothing is published here; that is what `longhaul.jobs.services` adds.
"""

import random
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from longhaul.feature import AnyFeature
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
    rows: JobQuerySet, event: str, log: dict[str, Any] | None = None, **values: Any
) -> bool:
    """Change the row if it meets the conditions, and log the event; tell whether it did."""
    changed = sql.update_returning(rows, version=F("version") + 1, **values)
    for job in changed:
        log_transition(job, event, **(log or {}))
    return bool(changed)


def _ended(job: Job, status: Status) -> dict[str, Any]:
    """Return the values of the columns that every end sets."""
    keep = registry.get_retention(job.feature)
    return {"status": status, "finished_at": Now(), "expires_at": Now() + keep, **NO_LEASE}


def _row(job: Job, *statuses: Status) -> JobQuerySet:
    return Job.objects.filter(pk=job.pk, status__in=statuses)


# ── by the attempt that holds the lease ─────────────────────────────────────────────────────────
#
# With `stranded` they act in its place, once its lease has expired.


def held(job: Job, *, stranded: bool = False) -> JobQuerySet:
    """Match the job as long as this attempt holds the lease."""
    rows = Job.objects.filter(pk=job.pk, status=Status.PROCESSING, lease_token=job.lease_token)
    return rows.stranded() if stranded else rows


def claim(job_id: uuid.UUID, *, worker: str, lease: timedelta, time_limit: timedelta) -> Job | None:
    """Take the lease of a due job; None if another worker was first, or it is not due."""
    claimed = sql.update_returning(
        Job.objects.filter(pk=job_id).due(),
        status=Status.PROCESSING,
        attempt=F("attempt") + 1,
        lease_token=uuid.uuid4(),
        lease_until=Now() + lease,
        deadline_at=Now() + time_limit,
        heartbeat_at=Now(),
        started_at=Now(),
        start_by=None,  # it has started in time; waiting for a later attempt does not expire it
        worker=worker,
        version=F("version") + 1,
        **Progress().as_columns(),
    )
    for job in claimed:
        log_transition(job, "started", worker=worker)
        return job
    return None


def extend_lease(job: Job, lease: timedelta, progress: Progress | None = None) -> Job | None:
    """Extend the lease and record progress, if there is any; None if the lease is lost."""
    values: dict[str, Any] = {"lease_until": Now() + lease, "heartbeat_at": Now()}
    if progress:
        values |= progress.as_columns() | {"version": F("version") + 1}
    return next(iter(sql.update_returning(held(job), **values)), None)


def complete(job: Job, result: str, files: list[JobFile], progress: Progress) -> bool | None:
    """End with a result, a JSON text, and its files; None if the lease is lost.

    Returns whether another job of the owner waits in the queue.

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
            return None
        JobFile.objects.bulk_create(files)
        log_transition(job, "completed")
    return bool(row[0])


def fail(job: Job, code: str, detail: str, *, stranded: bool = False) -> bool:
    """End without a result."""
    return _change(
        held(job, stranded=stranded),
        "failed",
        {"code": code},
        error_code=code,
        error_detail=clean_text(detail),
        **_ended(job, Status.FAILED),
    )


def end_cancelled(job: Job, *, stranded: bool = False) -> bool:
    """End because the owner requested it."""
    return _change(held(job, stranded=stranded), "cancelled", **_ended(job, Status.CANCELLED))


def retry_later(job: Job, reason: str) -> bool:
    """Put back for another attempt after a back-off, or cancel if that was requested."""
    due = Now() + back_off(job.attempt)
    back = _put_back(held(job), "put back", {"reason": reason}, available_at=due)
    return back or end_cancelled(job)


def retry_lost(job: Job) -> bool:
    """Put back a job whose lease has expired, and count the loss; or cancel, as `retry_later`."""
    back = _put_back(
        held(job, stranded=True),
        "rescued",
        {"worker": job.worker},
        available_at=Now() + back_off(job.attempt),
        lease_losses=F("lease_losses") + 1,
        lost_at=Now(),
    )
    return back or end_cancelled(job, stranded=True)


def release(job: Job) -> bool:
    """Put back because the worker shuts down, without counting the attempt; or cancel."""
    log = {"attempt": job.attempt, "worker": job.worker}
    uncounted = F("attempt") - 1
    back = _put_back(held(job), "released", log, available_at=Now(), attempt=uncounted)
    return back or end_cancelled(job)


def _put_back(rows: JobQuerySet, event: str, log: dict[str, Any], **values: Any) -> bool:
    """Make the job pending again, unless its cancellation was requested."""
    wanted = rows.filter(cancel_requested_at=None)
    pending = {"status": Status.PENDING, "dispatched_at": None, **NO_LEASE}
    return _change(wanted, event, log, **pending, **values)


def back_off(attempt: int) -> timedelta:
    """Return how long to wait after this attempt: three times longer each time, with jitter."""
    delay = timedelta(seconds=settings.JOBS_BACK_OFF * 3 ** min(attempt - 1, 10))
    return min(delay, LONGEST_BACK_OFF) * random.uniform(0.75, 1.25)  # noqa: S311


# ── by the keeper, operators and the owner ──────────────────────────────────────────────────────


def expire(job: Job) -> bool:
    """Fail a job that has waited past `start_by`."""
    return _change(
        _row(job, Status.PENDING).overdue(),
        "expired",
        error_code="expired",
        error_detail="No worker was free in time.",
        **_ended(job, Status.FAILED),
    )


def fail_by_operator(job: Job) -> bool:
    """Fail an unfinished job at once; a worker on it finds its lease gone, and stops."""
    return _change(
        _row(job, *UNFINISHED),
        "failed",
        {"code": "failed_by_operator"},
        error_code="failed_by_operator",
        error_detail="An operator ended this job.",
        **_ended(job, Status.FAILED),
    )


def cancel(job: Job) -> bool:
    """Cancel a pending job at once; a running one stops at its next checkpoint.

    One statement for both: a job that changes between two statements would be missed by each.
    """
    pending = Q(status=Status.PENDING)
    keep = registry.get_retention(job.feature)
    changed = sql.update_returning(
        _row(job, *UNFINISHED).filter(cancel_requested_at=None),
        status=Case(When(pending, then=Value(Status.CANCELLED)), default=F("status")),
        finished_at=Case(When(pending, then=Now())),
        expires_at=Case(When(pending, then=Now() + keep)),
        cancel_requested_at=Now(),
        version=F("version") + 1,
    )
    for row in changed:
        log_transition(row, "cancelled" if row.is_terminal else "cancel requested")
    return bool(changed)


def retry(job: Job, feature: AnyFeature) -> bool:
    """Make a failed or cancelled job pending again, under the same id.

    Its attempts go on counting, so that a number names one attempt only.

    Raises:
        Duplicate: another unfinished job does the same work.
    """
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
