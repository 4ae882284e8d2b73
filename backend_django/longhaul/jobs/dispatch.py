"""Send the messages that wake workers up."""

import logging
import time
from collections.abc import Sequence
from typing import Any

from celery import current_app
from django.conf import settings
from django.db.models import F
from kombu.exceptions import ChannelError, OperationalError
from redis.exceptions import RedisError
from structlog.contextvars import get_contextvars

from longhaul.feature import Queue
from longhaul.jobs.log import REQUEST_ID
from longhaul.jobs.models import Job
from longhaul.jobs.status import Status

# ── Leave a service alone that just failed, so that an outage costs one slow request, not all.

REST_SECONDS = 5.0


class CircuitBreaker:
    """Closed: calls go through. Open: they are skipped, for some seconds after a failure."""

    def __init__(self) -> None:
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self._open_until

    def trip(self) -> None:
        """Open for a while: the service has just failed."""
        self._open_until = time.monotonic() + REST_SECONDS

    def reset(self) -> None:
        """Close at once."""
        self._open_until = 0.0


# ── What the kernel asks the broker. Its answers are hints, never the truth.

logger = logging.getLogger(__name__)


def queue_lengths() -> dict[str, int] | None:
    """Return how many messages wait in each queue, or None if the broker is away."""
    with current_app.connection_for_read() as broker:
        away: Any = (OperationalError, *broker.connection_errors)
        try:
            broker.ensure_connection(max_retries=1)
            with broker.channel() as channel:
                return {queue.value: _length(channel, queue) for queue in Queue}
        except away as error:
            logger.warning("the broker is away: %s", error)
            return None


def _length(channel: Any, queue: str) -> int:
    try:
        declared = channel.queue_declare(queue, passive=True)
    except ChannelError:  # Redis forgets a queue that is empty
        return 0
    return int(declared.message_count)


# ── Wake a worker up. The message may be lost: the keeper sends it again.


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
