"""Record a result: the fenced UPDATE and the result's INSERT, together or not at all."""

import hashlib
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import File
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F
from structlog.contextvars import unbind_contextvars

from longhaul.exceptions import Cancelled, JobFailed, LeaseLost
from longhaul.feature import AnyFeature
from longhaul.jobs.log import REQUEST_ID, note
from longhaul.jobs.models import Job, JobFile, JobResult
from longhaul.jobs.scheduling import dispatch_next
from longhaul.jobs.sql import Now, compile_expression, compile_update
from longhaul.jobs.status import Status
from longhaul.run import Attached, Run
from longhaul.worker.workspace import OUT_OF_SPACE

# ── Record a result: the fenced UPDATE and the result's INSERT, together or not at all.


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


# ── How an attempt ends, and how that is written down, once.

logger = logging.getLogger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)


# A transition that is still to be written; it returns whether it happened.
Ending = Callable[[], bool]


class Endings:
    """The ways in which an attempt at one job can end."""

    def __init__(self, feature: AnyFeature, job: Job) -> None:
        self.feature = feature
        self.job = job

    def completed(self, text: str, run: Run[Any]) -> Ending:
        """End with a result, a JSON text, and with the run's files and last progress."""
        files = [make_output(self.job, file) for file in run.attached.values()]
        keep = self.feature.retention
        last = run.current_progress.as_columns()
        contents = [file.file.file for file in files]

        def write() -> bool:
            try:
                return complete(self.job, text, files, last, retention=keep)
            finally:
                for content in contents:
                    content.close()  # a storage that reads it leaves that to us

        return write

    def failed(self, code: str, detail: str) -> Ending:
        """End without a result."""
        retention = self.feature.retention
        return lambda: self.job.fail(code, detail, retention=retention)

    def by(self, error: BaseException) -> Ending:
        """End as the exception asks for, which may be another attempt."""
        match error:
            case Cancelled():
                retention = self.feature.retention
                return lambda: self.job.end_cancelled(retention=retention)
            case LeaseLost():
                return lambda: False
            case JobFailed():
                return self.failed(error.code, error.detail)
            case SoftTimeLimitExceeded():
                limit = int(self.feature.time_limit.total_seconds())
                return self.failed("time_limit", f"It took longer than {limit} seconds.")
        again = (*self.feature.retry_on, *DATABASE_AWAY)
        if isinstance(error, again) and self.job.attempt < self.job.max_attempts:
            return lambda: self._try_again(reason=repr(error))
        return self._by_fault(error)

    def _try_again(self, reason: str) -> bool:
        keep, base = self.feature.retention, settings.JOBS_BACK_OFF
        return self.job.try_again(base=base, retention=keep, reason=reason)

    def _by_fault(self, error: BaseException) -> Ending:
        logger.error("%s: an unexpected error", self.job, exc_info=error)
        if isinstance(error, OSError) and error.errno in OUT_OF_SPACE:
            return self.failed("storage", "There was no space left for files. Try again later.")
        return self.failed("internal", "Something went wrong on our side. Trying again may help.")

    def record(self, ending: Ending, until: Callable[[], float]) -> None:
        """Write the end; if the database is away, keep trying until the lease is over."""
        try:
            happened = self._write(ending, until)
        except DATABASE_AWAY as error:
            logger.error(
                "%s: its end could not be written; it will be rescued: %s", self.job, error
            )
            return
        if happened:
            self._let_others_follow()
        else:
            logger.warning("%s belongs to somebody else now; nothing was written", self.job)

    def _let_others_follow(self) -> None:
        if not self.job.others_wait:
            return
        unbind_contextvars(REQUEST_ID)  # another request asked for them
        try:
            dispatch_next(self.job.owner_id)
        except DATABASE_AWAY as error:
            logger.warning("what waited for %s is left to the keeper: %s", self.job, error)

    def _write(self, ending: Ending, until: Callable[[], float]) -> bool:
        try:
            return persist(ending, until)
        except DATABASE_AWAY:
            raise
        except (OSError, DatabaseError) as error:
            # The result could not be stored; that it failed can.
            return persist(self._by_fault(error), until)


def persist(write: Callable[[], bool], until: Callable[[], float]) -> bool:
    """Write to a database that may be away for a while.

    Raises:
        OperationalError, InterfaceError: it still was when the time was over.
    """
    pause = 0.1
    while True:
        try:
            return write()
        except (*DATABASE_AWAY, SoftTimeLimitExceeded):
            # The connection may be dead, or in the middle of a statement.
            connection.close()
            if time.monotonic() + pause > until():
                raise
            time.sleep(pause)
            pause = min(2 * pause, 2.0)


def make_output(job: Job, attached: Attached) -> JobFile:
    """Describe a finished file; it is moved into place when the job completes."""
    with attached.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return JobFile(
        job=job,
        kind=JobFile.Kind.OUTPUT,
        name=attached.name,
        filename=attached.path.name,
        file=FinishedFile(attached.path),
        sha256=sha256,
        size=attached.path.stat().st_size,
    )


class FinishedFile(File):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file on disk that the storage may move; it is opened only if the storage reads it."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path

    @cached_property
    def file(self) -> IO[bytes]:  # type: ignore[override]
        return self._path.open("rb")

    def close(self) -> None:
        """Close what was opened; if the database was away, it is read again."""
        if opened := vars(self).pop("file", None):
            opened.close()

    def temporary_file_path(self) -> str:
        """Tell the storage where the file lies, as Django's large uploads do."""
        return str(self._path)
