"""One attempt at a job: claim it, run the feature, and record how it ended."""

import logging
import shutil
import time
import uuid
from datetime import timedelta
from functools import partial
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, connection
from pydantic import BaseModel, ValidationError
from structlog.contextvars import bound_contextvars

from longhaul.exceptions import JobFailed
from longhaul.feature import AnyFeature
from longhaul.jobs import services, transitions
from longhaul.jobs.log import job_context
from longhaul.jobs.models import Job
from longhaul.jobs.services import Completed, Outcome
from longhaul.run import Run
from longhaul.worker.lease import Lease
from longhaul.worker.outcome import (
    DATABASE_UNAVAILABLE,
    make_output,
    outcome_of,
    outcome_of_fault,
    result_json,
)
from longhaul.worker.workspace import attempt_directory, fetch_inputs

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0  # seconds between two attempts to record an outcome


def execute(feature: AnyFeature, job_id: uuid.UUID, *, worker: str) -> None:
    """Run one attempt at a job, if it is due and no other worker has it."""
    job = claim_with_reconnect(feature, job_id, worker)
    if job is None:
        logger.info("%s %s is not due, or another worker has it", feature.slug, job_id)
        return
    run: Run[Any] = Run(
        job_id=job.pk,
        attempt=job.attempt,
        options=feature.Options.model_construct(),
        directory=attempt_directory(job),
    )
    try:
        with bound_contextvars(**job_context(job)), Lease(job, run) as lease:
            run.on_checkpoint = lease.check
            outcome: Outcome | None
            try:
                outcome = process(feature, job, run)
            except (SystemExit, KeyboardInterrupt):
                raise  # the process ends, and the job is released or rescued
            except BaseException as error:  # noqa: BLE001  (panics of native libraries end the job, too)
                outcome = outcome_of(error, feature, job)
            finish(job, outcome, lease)
    finally:
        shutil.rmtree(run.directory, ignore_errors=True)


def claim_with_reconnect(feature: AnyFeature, job_id: uuid.UUID, worker: str) -> Job | None:
    """Take the job's lease. A connection that has died since the last job is replaced once."""
    lease = timedelta(seconds=settings.JOBS_LEASE)
    claim = partial(
        transitions.claim, job_id, worker=worker, lease=lease, time_limit=feature.time_limit
    )
    connection.close_if_unusable_or_obsolete()
    try:
        return claim()
    except DATABASE_UNAVAILABLE:
        connection.close()
        return claim()


def process(feature: AnyFeature, job: Job, run: Run[Any]) -> Completed:
    """Take the job through the phases of a run.

    Raises:
        Whatever ends it otherwise; see `outcome_of`.
    """
    run.directory.mkdir(parents=True)
    run.options = parse_options(feature, job)
    if feature.uploads:
        run.inputs = fetch_inputs(job, run.directory)
    try:
        feature.validate(run)
        result = feature.process(run)
        run.checkpoint()
        return Completed(
            result=result_json(feature, result),
            files=tuple(make_output(job, file) for file in run.attached.values()),
            progress=run.current_progress,
        )
    finally:
        feature.clean_up(run)


def parse_options(feature: AnyFeature, job: Job) -> BaseModel:
    """Parse the stored options, which another release may have accepted."""
    try:
        return feature.Options.model_validate(job.options)
    except ValidationError:
        detail = "The options were stored by another version. Create the job again."
        raise JobFailed(detail, code="input_outdated") from None


def finish(job: Job, outcome: Outcome | None, lease: Lease) -> None:
    """Record the outcome, or that it cannot be stored; the outcome is None if the lease is lost.

    While the database is unavailable, this is retried until the lease ends.
    """
    files = outcome.files if isinstance(outcome, Completed) else ()
    contents = [file.file.file for file in files]
    pause = FIRST_PAUSE
    substitute = None
    try:
        while outcome is not None:
            try:
                if services.finish(job, outcome):
                    return
                break
            except (*DATABASE_UNAVAILABLE, SoftTimeLimitExceeded) as error:
                # The connection may be dead, or in the middle of a statement.
                connection.close()
                if time.monotonic() + pause > lease.ends_at:
                    logger.error("%s: no outcome was written; it will be rescued: %s", job, error)
                    return
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            except (OSError, DatabaseError) as error:
                if outcome is substitute:
                    raise
                outcome = substitute = outcome_of_fault(error, job)
        logger.warning("%s: the lease is lost; nothing was written", job)
    finally:
        for content in contents:
            content.close()
