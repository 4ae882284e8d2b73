"""What the end of an attempt means: a result to store, or an exception to translate."""

import hashlib
import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import File
from django.db import InterfaceError, OperationalError
from pydantic import BaseModel

from longhaul.exceptions import Cancelled, JobFailed, LeaseLost
from longhaul.feature import AnyFeature
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.services import Failed, Outcome, Stopped, TryAgain
from longhaul.run import Attached
from longhaul.values import to_json
from longhaul.worker.workspace import OUT_OF_SPACE

logger = logging.getLogger(__name__)

DATABASE_UNAVAILABLE = (OperationalError, InterfaceError)


def outcome_of(error: BaseException, feature: AnyFeature, job: Job) -> Outcome | None:
    """Return what an exception means for the job; None if the job is no longer this attempt's."""
    match error:
        case LeaseLost():
            return None
        case Cancelled():
            return Stopped()
        case JobFailed():
            return Failed(error.code, error.detail)
        case SoftTimeLimitExceeded():
            limit = int(feature.time_limit.total_seconds())
            return Failed("time_limit", f"It took longer than {limit} seconds.")
    may_pass = isinstance(error, (*feature.retry_on, *DATABASE_UNAVAILABLE))
    if may_pass and job.attempt < job.max_attempts:
        return TryAgain(reason=repr(error))
    return outcome_of_fault(error, job)


def outcome_of_fault(error: BaseException, job: Job) -> Failed:
    """Log an unexpected error; its text may contain secrets, and is not shown to the owner."""
    logger.error("%s: unexpected error", job, exc_info=error)
    if isinstance(error, OSError) and error.errno in OUT_OF_SPACE:
        return Failed("storage", "There was no space left for files. Try again later.")
    return Failed("internal", "Something went wrong on our side. Trying again may help.")


def result_json(feature: AnyFeature, result: BaseModel) -> str:
    """Return the result as JSON.

    Raises:
        JobFailed: it is not of the feature's type, or too large.
    """
    if not isinstance(result, feature.Result):
        detail = f"The feature did not return a {feature.Result.__name__}."
        raise JobFailed(detail, code="result_invalid")
    text = to_json(result)
    if len(text.encode()) > settings.JOBS_MAX_RESULT_BYTES:
        detail = f"The result is larger than {settings.JOBS_MAX_RESULT_BYTES:,} bytes."
        raise JobFailed(detail, code="result_too_large")
    return text


def make_output(job: Job, attached: Attached) -> JobFile:
    """Describe a finished file; it is moved into place when the job completes."""
    with attached.path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    file = FinishedFile(attached.path.open("rb"), name=str(attached.path))
    return JobFile(
        job=job,
        kind=JobFile.Kind.OUTPUT,
        name=attached.name,
        filename=attached.path.name,
        file=file,
        sha256=sha256,
        size=file.size,
    )


class FinishedFile(File):  # type: ignore[type-arg]  # generic in the stubs alone
    """An open file that the storage may move instead of copying, as Django's large uploads."""

    def temporary_file_path(self) -> str:
        """Return its path."""
        return str(self.name)
