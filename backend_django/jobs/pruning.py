"""Remove what has been kept for long enough. Celery beat calls it."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from users.batches import delete_in_batches

from .deletion import delete_files, delete_job
from .journal import note
from .models import IdempotencyKey, Job, JobResult, WorkerBeat
from .models.clock import Now
from .orphans import remove_orphans

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
