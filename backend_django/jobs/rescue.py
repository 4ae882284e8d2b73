"""Move jobs on whose worker fell silent, or shuts down."""

from django.conf import settings
from django.db import connection, transaction

from .models import Job
from .registry import registry
from .turns import dispatch_next


def rescue(job: Job) -> bool:
    """Move a job whose lease expired on; False if somebody else did, or the worker came back."""
    job.only_if_stranded = True
    with transaction.atomic():
        return _is_free(job) and _move_on(job)


def _is_free(job: Job) -> bool:
    """Lock the job, unless its worker stands still in the middle of its end: who knows how long."""
    rows = Job.objects.filter(pk=job.pk)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return bool(rows.values_list("pk"))


def _move_on(job: Job) -> bool:
    retention = registry.get_retention(job.feature)
    if job.cancel_requested_at:
        return job.end_cancelled(retention=retention)
    if job.lived_past_deadline:
        detail = "It took longer than allowed and was stopped."
        return job.fail("time_limit", detail, retention=retention)
    if job.attempt >= job.max_attempts:
        detail = f"Its worker died or fell silent, {job.attempt} times."
        return job.fail("worker_lost", detail, retention=retention)
    return job.try_again(base=settings.JOBS_BACK_OFF, retention=retention, lost=True)


def release_all(worker: str) -> int:
    """Put back what a worker that shuts down did not finish; return how many jobs."""
    held = list(Job.objects.held_by(worker))
    released = sum(job.release(retention=registry.get_retention(job.feature)) for job in held)
    for owner in {job.owner_id for job in held}:
        dispatch_next(owner)
    return released
