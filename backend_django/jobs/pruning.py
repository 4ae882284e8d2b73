"""Remove what has been kept for long enough. Celery beat calls it."""

import logging
import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from users.models import User

from .models import IdempotencyKey, Job, JobFile, JobResult
from .models.clock import Now

logger = logging.getLogger(__name__)

BATCH = 100


def prune_all() -> None:
    """Prune results and files, then rows, keys and orphans."""
    logger.info(
        "pruned %d results, %d jobs, %d idempotency keys, %d orphaned directories",
        purge_expired(),
        delete_old(),
        IdempotencyKey.objects.filter(expires_at__lt=timezone.now()).delete()[0],
        remove_orphans(),
    )


def purge_expired() -> int:
    """Remove results and files past `expires_at`; the job's row stays and says so."""
    jobs = list(Job.objects.expired().order_by("expires_at")[:BATCH])
    for job in jobs:
        with transaction.atomic():
            rows = Job.objects.expired().filter(pk=job.pk)
            if rows.update(purged_at=Now(), version=F("version") + 1):
                JobResult.objects.filter(job=job).delete()
                delete_files(job.files.all())
    return len(jobs)


def delete_old() -> int:
    """Remove finished jobs past the retention of rows."""
    before = timezone.now() - timedelta(seconds=settings.JOBS_ROW_RETENTION)
    jobs = list(Job.objects.filter(finished_at__lt=before).order_by("finished_at")[:BATCH])
    for job in jobs:
        delete_job(job)
    return len(jobs)


def delete_job(job: Job) -> None:
    """Remove a job, its result and its files at once; a worker on it finds nothing to write to."""
    delete_jobs(Job.objects.filter(pk=job.pk))


def delete_jobs(jobs: "QuerySet[Job]") -> int:
    """Remove a handful of jobs, as one is removed; return how many there were."""
    with transaction.atomic():
        # A worker that completes one at this moment comes before or after, never in between.
        locked = list(jobs.select_for_update().values_list("pk", flat=True))
        delete_files(JobFile.objects.filter(job__in=locked))
        Job.objects.filter(pk__in=locked).only("pk").delete()
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


def delete_files(files: "QuerySet[JobFile]") -> None:
    """Remove the rows now, and the stored files once that is committed."""
    names = [str(file.file.name) for file in files]
    files.delete()

    def remove() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(remove)


def remove_orphans() -> int:
    """Remove stored files of jobs that do not exist; what a crash left before a commit."""
    root = Path(settings.MEDIA_ROOT) / "jobs"
    if not root.exists():
        return 0
    # An hour is far more than a transaction that stores files may take.
    old = timezone.now().timestamp() - 3600
    kept = {path.name: path for path in root.iterdir() if path.stat().st_mtime < old}
    ids = [UUID(name) for name in kept]
    known = {str(pk) for pk in Job.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    orphans = [path for name, path in kept.items() if name not in known]
    for path in orphans:
        shutil.rmtree(path, ignore_errors=True)
    return len(orphans)
