"""Remove what has been kept for long enough, and what crashes left behind; Celery beat calls it."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from longhaul.database import delete_in_batches, is_younger_than
from longhaul.jobs.log import log_transition
from longhaul.jobs.models import IdempotencyKey, Job, JobResult, Worker
from longhaul.jobs.services import delete, delete_files

logger = logging.getLogger(__name__)

# A round ends after this time, so that the next task of the schedule is not delayed; the next round
# continues.
ROUND_LIMIT = timedelta(minutes=5)
# Jobs are found so many at a time, each with a transaction of its own.
JOB_BATCH = 100
# So many folders are looked up in one query.
FOLDER_BATCH = 500
# Workers that have not been seen for this long are no longer listed.
WORKER_RETENTION = timedelta(days=1)
# Files without a job are orphaned once they are older than the longest possible transaction that
# stores files, or upload.
LONGEST_TRANSACTION = timedelta(hours=1)
LONGEST_UPLOAD = timedelta(days=1)
# After a restore, files of unknown jobs are kept for this long, in case the operator returns to the
# previous database.
RESTORE_GRACE = timedelta(days=7)


def prune_all() -> None:
    """Remove results and files, then rows, keys, workers and orphaned files."""
    now = timezone.now()
    results = purge_expired()
    jobs = delete_old()
    keys = delete_in_batches(IdempotencyKey.objects.filter(expires_at__lt=now))
    workers = delete_in_batches(Worker.objects.filter(seen_at__lt=now - WORKER_RETENTION))
    files = remove_orphans()
    logger.info(
        "pruned %d results, %d jobs, %d idempotency keys, %d workers, %d orphaned files",
        results,
        jobs,
        keys,
        workers,
        files,
    )


def purge_expired() -> int:
    """Purge results and files past `expires_at`; the row remains, with `purged_at` set."""
    return _for_each(lambda: Job.objects.expired().order_by("expires_at"), _purge)


def delete_old() -> int:
    """Delete finished jobs past the retention of rows."""
    before = timezone.now() - timedelta(seconds=settings.JOBS_ROW_RETENTION)
    return _for_each(
        lambda: Job.objects.filter(finished_at__lt=before).order_by("finished_at"), delete
    )


def _purge(job: Job) -> None:
    with transaction.atomic():
        rows = Job.objects.expired().filter(pk=job.pk)
        if rows.update(purged_at=Now(), version=F("version") + 1):
            JobResult.objects.filter(job=job).delete()
            delete_files([job.pk])
            log_transition(job, "purged")


def _for_each(find: "Callable[[], QuerySet[Job]]", act: Callable[[Job], None]) -> int:
    """Act on every job that is found, while the round lasts; return how many."""
    until = time.monotonic() + ROUND_LIMIT.total_seconds()
    done = 0
    while time.monotonic() < until and (batch := list(find()[:JOB_BATCH])):
        for job in batch:
            act(job)
        done += len(batch)
    return done


def remove_orphans() -> int:
    """Remove stored files of jobs that do not exist, and unfinished uploads; return how many."""
    return _remove_orphaned_folders() + _remove_unfinished_uploads()


def _remove_orphaned_folders() -> int:
    if is_younger_than(RESTORE_GRACE):
        return 0
    removed = 0
    old = _older_than(LONGEST_TRANSACTION, Path(settings.MEDIA_ROOT) / "jobs")
    folders = ((key, folder) for folder in old if (key := _job_id(folder)))
    while chunk := dict(islice(folders, FOLDER_BATCH)):
        known = set(Job.objects.filter(pk__in=chunk).values_list("pk", flat=True))
        for key in chunk.keys() - known:
            shutil.rmtree(chunk[key], ignore_errors=True)
            removed += 1
    return removed


def _remove_unfinished_uploads() -> int:
    if not settings.FILE_UPLOAD_TEMP_DIR:  # the system's own folder is the system's to clean
        return 0
    old = list(_older_than(LONGEST_UPLOAD, Path(settings.FILE_UPLOAD_TEMP_DIR)))
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _older_than(age: timedelta, folder: Path) -> Iterator[Path]:
    """Yield what in a folder is older; other processes may remove it at the same time."""
    before = time.time() - age.total_seconds()
    for path in folder.iterdir() if folder.exists() else ():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path


def _job_id(folder: Path) -> UUID | None:
    """Return the job that a folder belongs to; None if it is something else."""
    with suppress(ValueError):
        return UUID(folder.name)
    return None
