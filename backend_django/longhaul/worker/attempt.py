"""Run a job in a worker: claim, validate, process, save, clean up."""

import logging
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from pydantic import BaseModel, ValidationError
from structlog.contextvars import bound_contextvars

from longhaul.exceptions import JobFailed
from longhaul.feature import AnyFeature
from longhaul.jobs.log import describe
from longhaul.jobs.models import Job
from longhaul.run import Run
from longhaul.values import to_json
from longhaul.worker.lease import Lease
from longhaul.worker.outcome import Ending, Endings
from longhaul.worker.workspace import fetch_inputs, workspace

logger = logging.getLogger(__name__)


def execute(feature: AnyFeature, job_id: uuid.UUID, *, worker: str) -> None:
    """Run one attempt at a job, if it is due and nobody else has it."""
    job = claim(feature, job_id, worker)
    if job is None:
        logger.info("%s %s is not due, or somebody else has it", feature.slug, job_id)
        return
    try:
        with bound_contextvars(**describe(job)), workspace(job) as directory:
            attempt(feature, job, directory)
    except OSError as error:
        # Not even a directory could be made.
        endings, over = Endings(feature, job), time.monotonic() + settings.JOBS_LEASE
        endings.record(endings.by(error), lambda: over)


def claim(feature: AnyFeature, job_id: uuid.UUID, worker: str) -> Job | None:
    """Take the job's lease. A connection that died since the last job is replaced once."""

    def take() -> Job | None:
        return Job.objects.claim(
            job_id,
            worker=worker,
            lease=timedelta(seconds=settings.JOBS_LEASE),
            time_limit=feature.time_limit,
        )

    connection.close_if_unusable_or_obsolete()
    try:
        return take()
    except (OperationalError, InterfaceError):
        connection.close()
        return take()


def attempt(feature: AnyFeature, job: Job, directory: Path) -> None:
    """Work, and record how it ended, while the lease is kept."""
    run: Run[Any] = Run(
        job_id=job.pk,
        attempt=job.attempt,
        options=feature.Options.model_construct(),
        directory=directory,
    )
    endings = Endings(feature, job)
    with Lease(job, run) as lease:
        run.on_checkpoint = lease.check
        try:
            ending = perform(feature, job, run, endings)
        except (SystemExit, KeyboardInterrupt):
            raise  # the process ends, and the job is released or rescued
        except BaseException as error:  # noqa: BLE001  (panics of native libraries end the job, too)
            ending = endings.by(error)
        endings.record(ending, lambda: lease.ends_at)


def perform(feature: AnyFeature, job: Job, run: Run[Any], endings: Endings) -> Ending:
    """Go through the phases of a run; return the ending that saves the result."""
    run.options = parse_options(feature, job)
    if feature.uploads:
        run.inputs = fetch_inputs(job, run.directory)
    try:
        feature.validate(run)
        result = feature.process(run)
        run.checkpoint()
        return endings.completed(to_text(feature, result), run)
    finally:
        feature.clean_up(run)


def parse_options(feature: AnyFeature, job: Job) -> BaseModel:
    """Parse the stored options, which another release may have accepted."""
    try:
        return feature.Options.model_validate(job.options)
    except ValidationError:
        detail = "The options were stored by another version. Create the job again."
        raise JobFailed(detail, code="input_outdated") from None


def to_text(feature: AnyFeature, result: BaseModel) -> str:
    """Return the result as JSON text, within the limits."""
    if not isinstance(result, feature.Result):
        detail = f"The feature did not return a {feature.Result.__name__}."
        raise JobFailed(detail, code="result_invalid")
    text = to_json(result)
    if len(text.encode()) > settings.JOBS_MAX_RESULT_BYTES:
        detail = f"The result is larger than {settings.JOBS_MAX_RESULT_BYTES:,} bytes."
        raise JobFailed(detail, code="result_too_large")
    return text
