"""Files that nobody owns: what crashes left behind. Nothing young is touched."""

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
from django.utils import timezone

from longhaul.database import delete_in_batches, is_younger_than
from longhaul.jobs.log import note
from longhaul.jobs.models import IdempotencyKey, Job, JobResult, WorkerBeat
from longhaul.jobs.services import delete_files, delete_job
from longhaul.jobs.sql import Now

# ── Files that nobody owns: what crashes left behind. Nothing young is touched.

CHUNK = 500
# Far more than a transaction that stores files may take, and than an upload may.
STORED_SECONDS = 3_600
UPLOAD_SECONDS = 24 * 3_600
# Whoever has restored a backup may want to go back to the database before it, whose rows know more.
RESTORED = timedelta(days=7)


def remove_orphans() -> int:
    """Remove stored files of jobs that do not exist, and unfinished uploads; return how many."""
    return _remove_jobs() + _remove_uploads()


def _remove_jobs() -> int:
    if is_younger_than(RESTORED):
        return 0
    removed = 0
    old = _older(Path(settings.MEDIA_ROOT) / "jobs", STORED_SECONDS)
    folders = ((key, folder) for folder in old if (key := _job_id(folder)))
    while chunk := dict(islice(folders, CHUNK)):
        known = set(Job.objects.filter(pk__in=chunk).values_list("pk", flat=True))
        for key in chunk.keys() - known:
            shutil.rmtree(chunk[key], ignore_errors=True)
            removed += 1
    return removed


def _remove_uploads() -> int:
    old = list(_older(Path(settings.FILE_UPLOAD_TEMP_DIR), UPLOAD_SECONDS))
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _older(folder: Path, seconds: float) -> Iterator[Path]:
    """Yield what has lain in a folder for longer; others may remove it at the same time."""
    before = time.time() - seconds
    for path in folder.iterdir() if folder.exists() else ():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path


def _job_id(folder: Path) -> UUID | None:
    """Return the job that a folder belongs to; None if it is something else."""
    with suppress(ValueError):
        return UUID(folder.name)
    return None


# ── Remove what has been kept for long enough. Celery beat calls it.

logger = logging.getLogger(__name__)

BATCH = 100
# One round ends after this time; the next one goes on.
ROUND_SECONDS = 300.0
SILENT_WORKERS = timedelta(days=1)


def prune_all() -> None:
    """Prune results and files, then rows, keys and orphans."""
    now = timezone.now()
    logger.info(
        "pruned %d results, %d jobs, %d idempotency keys, %d workers, %d orphaned files",
        purge_expired(),
        delete_old(),
        delete_in_batches(IdempotencyKey.objects.filter(expires_at__lt=now)),
        delete_in_batches(WorkerBeat.objects.filter(seen_at__lt=now - SILENT_WORKERS)),
        remove_orphans(),
    )


def purge_expired() -> int:
    """Remove results and files past `expires_at`; the job's row stays and says so."""
    return _in_batches(lambda: Job.objects.expired().order_by("expires_at"), _purge)


def delete_old() -> int:
    """Remove finished jobs past the retention of rows."""
    before = timezone.now() - timedelta(seconds=settings.JOBS_ROW_RETENTION)
    old = Job.objects.filter(finished_at__lt=before).order_by("finished_at")
    return _in_batches(lambda: old.all(), delete_job)


def _purge(job: Job) -> None:
    with transaction.atomic():
        rows = Job.objects.expired().filter(pk=job.pk)
        if rows.update(purged_at=Now(), version=F("version") + 1):
            JobResult.objects.filter(job=job).delete()
            delete_files([job.pk])
            note(job, "pruned")


def _in_batches(find: "Callable[[], QuerySet[Job]]", act: Callable[[Job], None]) -> int:
    """Act on every job that is found, each in its own transaction, while the round lasts."""
    until, done = time.monotonic() + ROUND_SECONDS, 0
    while (batch := list(find()[:BATCH])) and time.monotonic() < until:
        for job in batch:
            act(job)
        done += len(batch)
    return done
