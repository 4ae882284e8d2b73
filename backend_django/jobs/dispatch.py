"""Wake a worker up. The message may be lost: the keeper sends it again."""

import logging
import time

from celery import current_app
from kombu.exceptions import OperationalError

from .models import Job, Status

logger = logging.getLogger(__name__)

REST_AFTER_FAILURE = 5.0  # seconds


class Breaker:
    """Skips the broker for a while after it failed, so that an outage costs one slow request."""

    def __init__(self) -> None:
        self.closed_until = 0.0

    def is_open(self) -> bool:
        return time.monotonic() >= self.closed_until

    def trip(self) -> None:
        self.closed_until = time.monotonic() + REST_AFTER_FAILURE


breaker = Breaker()


def publish(job: Job) -> bool:
    """Send the job's message, in bounded time. Never raises: the job is safe without it."""
    if breaker.is_open():
        try:
            send(job)
        except (OperationalError, OSError) as error:
            logger.warning("%s waits for the keeper: the broker is away (%s)", job, error)
            breaker.trip()
        else:
            return True
    undispatched = Job.objects.filter(pk=job.pk, status=Status.PENDING)
    undispatched.update(dispatched_at=None)
    return False


def send(job: Job) -> None:
    """Send the job's message.

    Raises:
        kombu.exceptions.OperationalError, OSError: the broker is away.
    """
    current_app.send_task(
        job.feature, args=(str(job.pk),), task_id=str(job.celery_task_id), queue=job.queue
    )
