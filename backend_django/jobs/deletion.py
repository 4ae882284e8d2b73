"""Remove jobs and their files: the rows now, the stored files once that is committed."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from users.models import User

from .journal import note
from .models import Job, JobFile

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


def delete_owner(owner: User) -> None:
    """Remove a user with all jobs, a batch at a time, and everything else of theirs."""
    jobs = Job.objects.filter(owner=owner.pk)
    while True:
        while delete_jobs(jobs.order_by("pk")[:BATCH]):
            pass
        with transaction.atomic():
            # From here on a job that is just being created has to wait, and then has no owner.
            locked = User.objects.select_for_update().filter(pk=owner.pk).first()
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
