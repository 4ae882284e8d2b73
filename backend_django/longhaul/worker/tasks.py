"""The Celery tasks: one for each feature, under its slug, and pruning."""

import math
import uuid

from celery import Task, shared_task
from django.conf import settings
from structlog.contextvars import bound_contextvars

from longhaul.feature import AnyFeature
from longhaul.jobs.log import REQUEST_ID, request_context
from longhaul.jobs.pruning import prune_all
from longhaul.registry import registry
from longhaul.worker.attempt import execute
from longhaul.worker.bootsteps import worker_name


def register_task(feature: AnyFeature) -> None:
    """Make the task through which workers run a feature; Flower shows it by the feature's name."""
    soft = math.ceil(feature.time_limit.total_seconds())
    hard = soft + math.ceil(settings.JOBS_HARD_LIMIT_AFTER)

    @shared_task(bind=True, name=feature.slug, soft_time_limit=soft, time_limit=hard)
    def run(task: "Task[[str], None]", job_id: str) -> None:
        with bound_contextvars(**request_context(task.request.get(REQUEST_ID))):
            # Each attempt has an instance of its own: what it keeps on itself ends with it.
            execute(
                type(feature)(), uuid.UUID(job_id), worker=worker_name(str(task.request.hostname))
            )


for offered in registry:
    register_task(offered)


@shared_task(name="jobs.prune")
def prune() -> None:
    """Remove what has been kept for long enough."""
    prune_all()
