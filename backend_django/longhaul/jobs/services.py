"""Operations on existing jobs, for views, the admin, commands and workers.

Each function is a transition with all that belongs to it: its log line, and the dispatch of the
owner's next jobs once one has ended. Jobs are created in `longhaul.jobs.submission`; several at a
time are changed in `longhaul.jobs.bulk`. Claims and heartbeats call `transitions` directly.
"""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from structlog.contextvars import unbind_contextvars

from longhaul.jobs import transitions
from longhaul.jobs.log import REQUEST_ID, log_transition
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.scheduling import dispatch_next
from longhaul.run import Progress

RESCUE_BATCH = 500
DELETE_BATCH = 100

# ── For the owner and operators ─────────────────────────────────────────────────────────────────


def cancel(job: Job) -> bool:
    """Cancel a pending job at once, and ask a running one to stop at its next checkpoint.

    False if the job has ended, or its cancellation was requested before.
    """
    return _dispatch_after(transitions.request_cancel(job))


def retry(job: Job) -> bool:
    """Let a failed or cancelled job wait for another attempt, under the same id.

    False if it is in another state, its input has been removed, or its feature is not offered.

    Raises:
        Duplicate: another unfinished job does the same work.
    """
    return _dispatch_after(transitions.reopen(job))


def _dispatch_after(changed: Job | None) -> bool:
    """Dispatch what may follow if the job was changed; tell whether it was."""
    if changed:
        dispatch_next([changed.owner_id])
    return changed is not None


# ── For the attempt that holds the lease ────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Completed:
    """The attempt succeeded."""

    result: str
    """JSON."""
    files: tuple[JobFile, ...]
    progress: Progress


@dataclass(frozen=True)
class Failed:
    """The attempt failed, and with it the job."""

    code: str
    detail: str


@dataclass(frozen=True)
class Stopped:
    """The attempt stopped because the owner cancelled the job."""


@dataclass(frozen=True)
class TryAgain:
    """The attempt failed for a reason that another attempt may not meet."""

    reason: str


Outcome = Completed | Failed | Stopped | TryAgain


def finish(job: Job, outcome: Outcome) -> bool:
    """Record how an attempt ended; False if it has lost the lease, and nothing was written."""
    if isinstance(outcome, Completed):
        # Most jobs end so: the dispatch, another statement, is left out if none of them waits.
        written, others_wait = transitions.complete(
            job, outcome.result, outcome.files, outcome.progress
        )
    else:
        written = others_wait = _end_incomplete(job, outcome) is not None
    if others_wait:
        unbind_contextvars(REQUEST_ID)  # the jobs that follow belong to other requests
        dispatch_next([job.owner_id])
    return written


def _end_incomplete(job: Job, outcome: Failed | Stopped | TryAgain) -> Job | None:
    match outcome:
        case Failed(code, detail):
            return transitions.fail(job, code, detail)
        case Stopped():
            return transitions.end_cancelled(job)
        case TryAgain(reason):
            return transitions.put_back_failed(job, reason)


# ── For workers and keepers ─────────────────────────────────────────────────────────────────────


def release_jobs_of(worker: str) -> int:
    """Put back what a worker that shuts down has not finished; return how many jobs."""
    leased = Job.objects.leased_by(worker)
    released = [job for job in map(transitions.put_back_released, leased) if job]
    dispatch_next({job.owner_id for job in released})
    return len(released)


def rescue(job: Job) -> bool:
    """Move a job on whose lease has expired; False if it has been, or its worker is back."""
    return _dispatch_after(_resolve_stranded(job))


def rescue_stranded() -> int:
    """Move all jobs on whose lease has expired; return how many.

    They are dispatched by the keeper, in the same round: a broker that does not answer must not
    delay the rescue of the others.
    """
    stranded = Job.objects.stranded().order_by("lease_until")[:RESCUE_BATCH]
    return sum(_resolve_stranded(job) is not None for job in stranded)


def expire_overdue() -> int:
    """Fail jobs that have waited past `start_by`; return how many. The keeper dispatches, too."""
    overdue = Job.objects.overdue().order_by("start_by")[:RESCUE_BATCH]
    return sum(transitions.expire(job) is not None for job in overdue)


def _resolve_stranded(job: Job) -> Job | None:
    with transaction.atomic():
        # A frozen worker may hold the row's lock, in the middle of its end, for any time.
        rows = Job.objects.select_for_update(skip_locked=True).filter(pk=job.pk)
        if not rows.values_list("pk").first():
            return None
        if job.cancel_requested_at:
            return transitions.end_cancelled(job, stranded=True)
        if job.lived_past_deadline:
            detail = "It took longer than allowed and was stopped."
            return transitions.fail(job, "time_limit", detail, stranded=True)
        if job.attempt >= job.max_attempts:
            detail = f"Its worker died or fell silent, {job.attempt} times."
            return transitions.fail(job, "worker_lost", detail, stranded=True)
        return transitions.put_back_lost(job)


# ── Deletion: the rows now, the stored files once that is committed ─────────────────────────────


def delete(job: Job) -> None:
    """Delete a job, its result and files at once; a worker on it loses its lease, and stops."""
    dispatch_next(_owners_of_unfinished(_delete(Job.objects.filter(pk=job.pk))))


def delete_jobs(jobs: "QuerySet[Job]") -> int:
    """Delete jobs, in transactions of a bounded size; return how many."""
    deleted: list[Job] = []
    while batch := _delete(jobs.order_by("pk")[:DELETE_BATCH]):
        deleted += batch
    dispatch_next(_owners_of_unfinished(deleted))
    return len(deleted)


def _owners_of_unfinished(jobs: Iterable[Job]) -> set[Any]:
    return {job.owner_id for job in jobs if not job.is_terminal}


def delete_owner(owner: AbstractBaseUser) -> None:
    """Delete a user with all jobs, a batch at a time, and everything else that refers to them."""
    jobs = Job.objects.filter(owner=owner.pk)
    users = get_user_model()._default_manager
    while True:
        while _delete(jobs.order_by("pk")[:DELETE_BATCH]):
            pass
        with transaction.atomic():
            # A job that is being created now has to wait for this lock, and then has no owner.
            locked = users.select_for_update().filter(pk=owner.pk).first()
            if locked and jobs.exists():
                continue
            if locked:
                locked.delete()
            return


@transaction.atomic
def _delete(jobs: "QuerySet[Job]") -> list[Job]:
    # A worker that completes one of them at this moment comes before or after, not in between.
    locked = list(jobs.select_for_update().only("feature", "attempt", "owner", "status"))
    keys = [job.pk for job in locked]
    delete_files(keys)
    Job.objects.filter(pk__in=keys).only("pk").delete()
    for job in locked:
        log_transition(job, "deleted")
    return locked


def delete_files(jobs: Iterable[UUID]) -> None:
    """Delete all files of some jobs. Call it in a transaction."""
    ids = list(jobs)
    files = JobFile.objects.filter(job__in=ids)
    names = [str(file.file.name) for file in files]
    files.delete()
    transaction.on_commit(lambda: _remove_stored(ids, names))


def _remove_stored(jobs: Iterable[UUID], names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
    with suppress(NotImplementedError):  # a storage without paths
        for job in jobs:
            # The folders, and what a crash before a commit left in them.
            shutil.rmtree(Path(default_storage.path(f"jobs/{job}")), ignore_errors=True)
