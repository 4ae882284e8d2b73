"""Wake a worker up. The message may be lost: the keeper sends it again."""

import logging
from collections.abc import Sequence

from celery import current_app
from django.conf import settings
from django.db.models import F
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError
from structlog.contextvars import get_contextvars

from .breaker import CircuitBreaker
from .journal import REQUEST_ID
from .models import Job, Status

logger = logging.getLogger(__name__)

# Of this process: every web process finds out for itself.
breaker = CircuitBreaker()
# RedisError: a broker that answers, but is full or read-only.
BROKEN = (OperationalError, OSError, RedisError)


def publish(job: Job) -> bool:
    """Send the job's message, in bounded time. Never raises: the job is safe without it."""
    if not breaker.is_open:
        try:
            send(job)
        except BROKEN as error:
            logger.warning("%s waits for the keeper: the broker is away (%s)", job, error)
            breaker.trip()
        else:
            return True
    _hold_back([job])
    return False


def publish_all(jobs: Sequence[Job]) -> int:
    """Send the messages of jobs until one fails; return how many were sent."""
    for number, job in enumerate(jobs):
        if not publish(job):
            _hold_back(jobs[number + 1 :])
            return number
    return len(jobs)


def _hold_back(jobs: Sequence[Job]) -> None:
    """Take the intention back: nobody was told, so that this was no sending to be patient about."""
    pending = Job.objects.filter(pk__in=[job.pk for job in jobs], status=Status.PENDING)
    told_of = pending.filter(dispatched_at__isnull=False)
    told_of.update(dispatched_at=None, dispatch_count=F("dispatch_count") - 1)


def send(job: Job) -> None:
    """Send the job's message.

    Raises:
        one of BROKEN: the broker is away, or takes nothing.
    """
    current_app.send_task(
        job.feature,
        args=(str(job.pk),),
        task_id=str(job.celery_task_id),
        queue=job.queue,
        # An owner's first job goes before everybody's second: a long queue of one delays nobody.
        priority=min(job.turn, settings.BROKER_TURNS) - 1,
        headers=on_behalf_of(get_contextvars().get(REQUEST_ID)),
    )


def on_behalf_of(request_id: object) -> dict[str, str]:
    """Return the id of a request as messages and the log carry it; nothing if there is none."""
    return {REQUEST_ID: str(request_id)} if request_id else {}
