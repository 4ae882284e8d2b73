"""The log: exactly one line for each transition of a job, written once it is committed."""

import logging
from typing import TYPE_CHECKING, Any

from django.db import transaction
from structlog.contextvars import get_contextvars

if TYPE_CHECKING:
    from longhaul.jobs.models import Job


logger = logging.getLogger(__name__)

# The log's name for the id of a request, from its answer to the end of the jobs that it asked for.
REQUEST_ID = "request_id"
# What may be worth a look; the others are what is expected.
REMARKABLE = {"failed", "rescued", "expired"}


def note(job: "Job | None", what: str, **more: Any) -> bool:
    """Write down what has happened to a job; False if nothing has: there is none."""
    if job is None:
        return False
    level = logging.WARNING if what in REMARKABLE else logging.INFO
    known = get_contextvars() | describe(job) | more  # the commit may come in another context
    transaction.on_commit(lambda: logger.log(level, "job %s", what, extra=known))
    return True


def describe(job: "Job") -> dict[str, Any]:
    """Return what every line about a job says."""
    return {"job_id": str(job.pk), "feature": job.feature, "attempt": job.attempt}
