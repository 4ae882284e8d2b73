"""Messages to the broker. They only wake workers up: one that is lost is published again."""

import logging
from collections.abc import Sequence

from celery import current_app
from django.conf import settings
from django.db.models import F
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError
from structlog.contextvars import get_contextvars

from longhaul.jobs import broker
from longhaul.jobs.log import REQUEST_ID, request_context
from longhaul.jobs.models import Job
from longhaul.jobs.status import Status

logger = logging.getLogger(__name__)

# RedisError: a broker that answers, but is full or read-only.
UNAVAILABLE = (OperationalError, OSError, RedisError)


def publish(jobs: Sequence[tuple[Job, int]]) -> int:
    """Publish the messages of jobs, in bounded time; return how many were published.

    With each job comes its position among its owner's dispatched jobs in the queue, from 1.

    Never raises: the jobs are safe without their messages. If one cannot be published, it and
    those after it are marked as not dispatched, and a keeper publishes them later.
    """
    for number, (job, turn) in enumerate(jobs):
        if broker.breaker.is_open or not _send(job, turn):
            _mark_undispatched([job for job, _ in jobs[number:]])
            return number
    return len(jobs)


def _send(job: Job, turn: int) -> bool:
    try:
        current_app.send_task(
            job.feature,
            args=(str(job.pk),),
            task_id=str(job.celery_task_id),
            queue=job.queue,
            # Every owner's first job precedes all second ones: one owner's backlog delays no other.
            priority=min(turn, settings.BROKER_TURNS) - 1,
            headers=request_context(get_contextvars().get(REQUEST_ID)),
        )
    except UNAVAILABLE as error:
        logger.warning("%s waits for the keeper: broker unavailable (%s)", job, error)
        broker.breaker.trip()
        return False
    return True


def _mark_undispatched(jobs: Sequence[Job]) -> None:
    """Take the mark back, so that the keeper does not wait for the messages as if under way."""
    pending = Job.objects.filter(pk__in=[job.pk for job in jobs], status=Status.PENDING)
    dispatched = pending.filter(dispatched_at__isnull=False)
    dispatched.update(dispatched_at=None, dispatch_count=F("dispatch_count") - 1)
