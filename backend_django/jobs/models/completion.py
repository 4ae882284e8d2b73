"""Record a result: the fenced UPDATE and the result's INSERT, together or not at all."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F

from ..journal import note
from .clock import Now
from .file import JobFile
from .job import Job
from .result import JobResult
from .returning import compile_expression, compile_update
from .status import Status


class Superseded(Exception):
    """The lease is lost: undo what this transaction wrote."""


def complete(
    job: Job, text: str, files: list[JobFile], progress: dict[str, Any], *, retention: timedelta
) -> bool:
    """End a job with its result, a JSON text, and its files; False if the lease is lost.

    The files are moved into place while the row is locked, before the commit: a crash leaves
    orphans for the sweeper, never a completed job without its files. The job then knows whether
    others of its owner's wait.
    """
    try:
        with transaction.atomic():
            if not _record(job, text, progress, retention):
                raise Superseded
            JobFile.objects.bulk_create(files)
    except Superseded:
        return False
    return note(job, "completed")


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
    others = Exists(Job.objects.owned_by(job.owner_id).due().filter(queue=job.queue))
    waiting, waiting_params = compile_expression(Job.objects.all(), others)
    insert = f"INSERT INTO {JobResult._meta.db_table} (job_id, attempt, data, size)"
    size = len(text.encode())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"WITH done AS ({update} RETURNING id, attempt) {insert} "  # noqa: S608  (compiled, not pasted)
                f"SELECT id, attempt, %s::jsonb, %s FROM done RETURNING {waiting}",
                (*params, text, size, *waiting_params),
            )
        else:
            cursor.execute(update, params)
            if not cursor.rowcount:
                return False
            cursor.execute(
                f"{insert} VALUES (%s, %s, %s, %s) RETURNING {waiting}",
                (job.pk.hex, job.attempt, text, size, *waiting_params),
            )
        recorded = cursor.fetchone()
    if recorded:
        job.others_wait = bool(recorded[0])
    return recorded is not None
