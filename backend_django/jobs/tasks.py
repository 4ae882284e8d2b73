"""The Celery tasks: one a feature, under its slug, and the house-keeping."""

import math
import uuid

from celery import Task, shared_task
from django.conf import settings
from structlog.contextvars import bound_contextvars

from .dispatch import on_behalf_of
from .execution import execute
from .feature import AnyFeature
from .identity import worker_name
from .journal import REQUEST_ID
from .pruning import prune_all


def register_task(feature: type[AnyFeature]) -> None:
    """Make the task through which workers run a feature, so that Flower shows it by name."""
    soft = math.ceil(feature.time_limit.total_seconds())
    hard = soft + math.ceil(settings.JOBS_HARD_LIMIT_AFTER)

    @shared_task(bind=True, name=feature.slug, soft_time_limit=soft, time_limit=hard)
    def run(task: "Task[[str], None]", job_id: str) -> None:
        with bound_contextvars(**on_behalf_of(task.request.get(REQUEST_ID))):
            execute(feature(), uuid.UUID(job_id), worker=worker_name(str(task.request.hostname)))


@shared_task(name="jobs.prune")
def prune() -> None:
    """Remove what has been kept for long enough."""
    prune_all()
