"""Record a result: the fenced UPDATE and the result's INSERT, together or not at all."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from .clock import Now
from .file import JobFile
from .job import Job
from .result import JobResult
from .returning import compile_update
from .status import Status


class Superseded(Exception):
    """The lease is lost: undo what this transaction wrote."""


def complete(
    job: Job, text: str, files: list[JobFile], progress: dict[str, Any], *, retention: timedelta
) -> bool:
    """End a job with its result, a JSON text, and its files; False if the lease is lost.

    The files are moved into place while the row is locked, before the commit: a crash leaves
    orphans for the sweeper, never a completed job without its files.
    """
    try:
        with transaction.atomic():
            if not _record(job, text, progress, retention):
                raise Superseded
            JobFile.objects.bulk_create(files)
    except Superseded:
        return False
    return True


def _record(job: Job, text: str, progress: dict[str, Any], retention: timedelta) -> bool:
    values: dict[str, Any] = progress | {
        "status": Status.COMPLETED,
        "finished_at": Now(),
        "expires_at": Now() + retention,
        "lease_token": None,
        "lease_until": None,
        "version": F("version") + 1,
    }
    update, params = compile_update(job.fenced(), values)
    size = len(text.encode())
    if connection.vendor == "postgresql":
        insert = (
            f"WITH done AS ({update} RETURNING id, attempt) "  # noqa: S608  (compiled, not pasted)
            f"INSERT INTO {JobResult._meta.db_table} (job_id, attempt, data, size) "
            "SELECT id, attempt, %s::jsonb, %s FROM done"
        )
        return _execute(insert, (*params, text, size))
    return _execute(update, params) and _execute(
        f"INSERT INTO {JobResult._meta.db_table} (job_id, attempt, data, size) "  # noqa: S608
        "VALUES (%s, %s, %s, %s)",
        (job.pk.hex, job.attempt, text, size),
    )


def _execute(sql: str, params: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return bool(cursor.rowcount)
