"""Files that nobody owns: what crashes left behind. Nothing young is touched."""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings

from site_config.migrated import is_younger_than

from .models import Job

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
