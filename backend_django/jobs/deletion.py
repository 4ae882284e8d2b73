"""Remove jobs and their files: the rows now, the stored files once that is committed."""

import shutil
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from .models import Job, JobFile


def delete_job(job: Job) -> None:
    """Remove a job, its result and its files at once; a worker on it finds nothing to write to."""
    with transaction.atomic():
        # A worker that completes it at this moment comes before or after, never in between.
        locked = Job.objects.select_for_update().filter(pk=job.pk).first()
        if locked:
            delete_files(locked)
            locked.delete()


def delete_files(job: Job) -> None:
    """Remove all files of a job. Call it in a transaction."""
    names = [str(file.file.name) for file in JobFile.objects.filter(job=job)]
    JobFile.objects.filter(job=job).delete()
    job_id = job.pk  # deleting the row takes it from the instance
    transaction.on_commit(lambda: _remove(job_id, names))


def _remove(job_id: UUID, names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
    # Folders, and what a crash left in them before a commit.
    with suppress(NotImplementedError):  # a storage without paths
        shutil.rmtree(Path(default_storage.path(f"jobs/{job_id}")), ignore_errors=True)
