"""The log of jobs: exactly one line for each transition, written once it is committed."""

import logging
from typing import Any

from django.db import transaction
from structlog.contextvars import get_contextvars

from longhaul.jobs.models import Job

logger = logging.getLogger(__name__)

# The log's name for the id of an HTTP request. The jobs that the request created carry it, too.
REQUEST_ID = "request_id"
# Events that may need attention; all others are logged as information.
WARNINGS = {"failed", "rescued", "expired"}


def log_transition(job: Job, event: str, **details: Any) -> None:
    """Log what happened to a job, after the commit."""
    level = logging.WARNING if event in WARNINGS else logging.INFO
    # The context is read now: the commit may come when it has changed.
    extra = get_contextvars() | job_context(job) | details
    transaction.on_commit(lambda: logger.log(level, "job %s", event, extra=extra))


def job_context(job: Job) -> dict[str, Any]:
    """Return what every line about a job contains."""
    return {"job_id": str(job.pk), "feature": job.feature, "attempt": job.attempt}


def request_context(request_id: object) -> dict[str, str]:
    """Return the id of a request as messages and the log carry it; empty if there is none."""
    return {REQUEST_ID: str(request_id)} if request_id else {}
