"""One attempt at a job: claim it, run the feature, and record how it ended."""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from pathlib import Path
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
from longhaul.worker.workspace import fetch_inputs, workspace

logger = logging.getLogger(__name__)


def execute(feature: AnyFeature, job_id: uuid.UUID, *, worker: str) -> None:
    """Run one attempt at a job, if it is due and no other worker has it."""
    job = claim(feature, job_id, worker)
    if job is None:
        logger.info("%s %s is not due, or another worker has it", feature.slug, job_id)
        return
    try:
        with bound_contextvars(**job_context(job)), workspace(job) as directory:
            attempt(feature, job, directory)
    except OSError as error:
        # Not even a directory could be made.
        over = time.monotonic() + settings.JOBS_LEASE
        record(job, outcome_of(error, feature, job), until=lambda: over)


def claim(feature: AnyFeature, job_id: uuid.UUID, worker: str) -> Job | None:
    """Take the job's lease. A connection that has died since the last job is replaced once."""
    lease = timedelta(seconds=settings.JOBS_LEASE)
    take = partial(
        transitions.claim, job_id, worker=worker, lease=lease, time_limit=feature.time_limit
    )
    connection.close_if_unusable_or_obsolete()
    try:
        return take()
    except DATABASE_UNAVAILABLE:
        connection.close()
        return take()


def attempt(feature: AnyFeature, job: Job, directory: Path) -> None:
    """Run the feature and record the outcome, while the lease is kept."""
    run: Run[Any] = Run(
        job_id=job.pk,
        attempt=job.attempt,
        options=feature.Options.model_construct(),
        directory=directory,
    )
    with Lease(job, run) as lease:
        run.on_checkpoint = lease.check
        outcome: Outcome | None
        try:
            outcome = process(feature, job, run)
        except (SystemExit, KeyboardInterrupt):
            raise  # the process ends, and the job is released or rescued
        except BaseException as error:  # noqa: BLE001  (panics of native libraries end the job, too)
            outcome = outcome_of(error, feature, job)
        record(job, outcome, until=lambda: lease.ends_at)


def process(feature: AnyFeature, job: Job, run: Run[Any]) -> Completed:
    """Take the job through the phases of a run.

    Raises:
        Whatever ends it otherwise; see `outcome_of`.
    """
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


def record(job: Job, outcome: Outcome | None, *, until: Callable[[], float]) -> None:
    """Write the outcome. While the database is unavailable, retry until the lease is over.

    `until` returns when that is, by the monotonic clock: the lease may be extended meanwhile.
    """
    files = outcome.files if isinstance(outcome, Completed) else ()
    with ExitStack() as opened:
        for file in files:
            opened.enter_context(closing(file.file.file))  # a storage that reads it leaves it open
        try:
            written = outcome is not None and write(job, outcome, until)
        except DATABASE_UNAVAILABLE as error:
            logger.error("%s: its outcome was not written; it will be rescued: %s", job, error)
            return
    if not written:
        logger.warning("%s: the lease is lost; nothing was written", job)


def write(job: Job, outcome: Outcome, until: Callable[[], float]) -> bool:
    """Write the outcome, or that it cannot be stored; False if the lease is lost."""
    try:
        return finish_in_time(job, outcome, until)
    except DATABASE_UNAVAILABLE:
        raise
    except (OSError, DatabaseError) as error:
        return finish_in_time(job, outcome_of_fault(error, job), until)


def finish_in_time(job: Job, outcome: Outcome, until: Callable[[], float]) -> bool:
    """Finish the job; False if the lease is lost.

    Raises:
        OperationalError, InterfaceError: the database was unavailable until the end of the lease.
    """
    pause = 0.1
    while True:
        try:
            return services.finish(job, outcome)
        except (*DATABASE_UNAVAILABLE, SoftTimeLimitExceeded):
            # The connection may be dead, or in the middle of a statement.
            connection.close()
            if time.monotonic() + pause > until():
                raise
            time.sleep(pause)
            pause = min(2 * pause, 2.0)
