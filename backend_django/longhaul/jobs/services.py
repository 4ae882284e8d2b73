"""What is done with jobs."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from longhaul.accounts.models import EmailUser
from longhaul.jobs.log import note
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.scheduling import dispatch_next
from longhaul.jobs.status import Status
from longhaul.jobs.submission import Duplicate
from longhaul.registry import registry

# ── Begin again with a job that ended, as its owner asks.


def retry(job: Job, *, attempts: int) -> bool:
    """Let a failed or cancelled job wait for its turn again; False if it is neither.

    Raises:
        Duplicate: another job has begun the same work since.
    """
    try:
        with transaction.atomic():
            happened = job.retry(attempts=attempts)
    except IntegrityError:
        raise Duplicate from None
    if happened:
        dispatch_next(job.owner_id)
    return happened


# ── Move jobs on whose worker fell silent, or shuts down.


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


# ── Remove jobs and their files: the rows now, the stored files once that is committed.

BATCH = 100


def delete_job(job: Job) -> None:
    """Remove a job, its result and its files at once; a worker on it finds nothing to write to."""
    delete_jobs(Job.objects.filter(pk=job.pk))


def delete_jobs(jobs: "QuerySet[Job]") -> int:
    """Remove a handful of jobs, as one is removed; return how many there were."""
    with transaction.atomic():
        # A worker that completes one at this moment comes before or after, never in between.
        locked = list(jobs.select_for_update().only("feature", "attempt"))
        keys = [job.pk for job in locked]
        delete_files(keys)
        Job.objects.filter(pk__in=keys).only("pk").delete()
        for job in locked:
            note(job, "deleted")
    return len(locked)


def delete_owner(owner: EmailUser) -> None:
    """Remove a user with all jobs, a batch at a time, and everything else of theirs."""
    jobs = Job.objects.filter(owner=owner.pk)
    while True:
        while delete_jobs(jobs.order_by("pk")[:BATCH]):
            pass
        with transaction.atomic():
            # From here on a job that is just being created has to wait, and then has no owner.
            locked = get_user_model().objects.select_for_update().filter(pk=owner.pk).first()
            if locked and jobs.exists():
                continue
            if locked:
                locked.delete()
            return


def delete_files(jobs: Iterable[UUID]) -> None:
    """Remove all files of some jobs. Call it in a transaction."""
    ids = list(jobs)
    files = JobFile.objects.filter(job__in=ids)
    names = [str(file.file.name) for file in files]
    files.delete()
    transaction.on_commit(lambda: _remove(ids, names))


def _remove(jobs: Iterable[UUID], names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
    with suppress(NotImplementedError):  # a storage without paths
        for job in jobs:
            # Folders, and what a crash left in them before a commit.
            shutil.rmtree(Path(default_storage.path(f"jobs/{job}")), ignore_errors=True)


# ── What operators do with many jobs at once: each verb tells how many, and why not the others.


@dataclass
class Outcome:
    """Which jobs it happened to, and for how many it did not, by the reason."""

    done: list[Job] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


# Does something to a job; returns why not, or nothing.
Verb = Callable[[Job], str]


def cancel_all(jobs: Iterable[Job]) -> Outcome:
    """Cancel what waits, and ask what runs to stop."""
    return _each(jobs, _cancel)


def fail_all(jobs: Iterable[Job]) -> Outcome:
    """Fail what is unfinished, at once."""
    return _each(jobs, _fail)


def retry_all(jobs: Iterable[Job]) -> Outcome:
    """Begin again with what failed or was cancelled."""
    return _each(jobs, _retry)


def _each(jobs: Iterable[Job], verb: Verb) -> Outcome:
    outcome = Outcome()
    for job in jobs:
        if reason := verb(job):
            outcome.refused[reason] += 1
        else:
            outcome.done.append(job)
    for owner in {job.owner_id for job in outcome.done}:
        dispatch_next(owner)
    return outcome


def _cancel(job: Job) -> str:
    happened = job.cancel(retention=registry.get_retention(job.feature))
    return "" if happened else _state_of(job)


def _fail(job: Job) -> str:
    happened = job.fail_by_operator(retention=registry.get_retention(job.feature))
    return "" if happened else _state_of(job)


def _retry(job: Job) -> str:
    feature = registry.get(job.feature)
    if feature is None:
        return "its feature is not offered any more"
    if job.purged_at:
        return "its input has been removed"
    try:
        happened = retry(job, attempts=feature.max_attempts)
    except Duplicate:
        return "another job does the same work"
    return "" if happened else _state_of(job)


def _state_of(job: Job) -> str:
    """Say in which state the job is: nothing was done because of it."""
    now = Job.objects.filter(pk=job.pk).only("status", "cancel_requested_at", "purged_at").first()
    if now is None:
        return "deleted meanwhile"
    if now.status == Status.PROCESSING and now.cancel_requested_at:
        return "asked to stop already"
    return "its input has been removed" if now.purged_at else now.status
