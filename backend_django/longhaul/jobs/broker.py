"""What this process knows of the broker: whether it failed lately, and what waits in its queues."""

import logging
import time
from typing import Any

from celery import current_app
from kombu.exceptions import ChannelError, OperationalError

from longhaul.feature import Queue

logger = logging.getLogger(__name__)

OPEN_SECONDS = 5.0


class CircuitBreaker:
    """Skips calls to a service for some seconds after one failed.

    An outage then costs one slow request per process, not all of them.
    """

    def __init__(self) -> None:
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """Tell whether calls are to be skipped."""
        return time.monotonic() < self._open_until

    def trip(self) -> None:
        """Skip calls for a while: one has just failed."""
        self._open_until = time.monotonic() + OPEN_SECONDS

    def reset(self) -> None:
        """Allow calls at once."""
        self._open_until = 0.0


# Of this process; each web process finds out for itself.
breaker = CircuitBreaker()


def queue_lengths() -> dict[str, int] | None:
    """Return how many messages wait in each queue, or None if the broker is unavailable."""
    with current_app.connection_for_read() as broker:
        unavailable: Any = (OperationalError, *broker.connection_errors)
        try:
            broker.ensure_connection(max_retries=1)
            with broker.channel() as channel:
                return {queue.value: _length(channel, queue) for queue in Queue}
        except unavailable as error:
            logger.warning("broker unavailable: %s", error)
            return None


def _length(channel: Any, queue: str) -> int:
    try:
        declared = channel.queue_declare(queue, passive=True)
    except ChannelError:  # Redis has no key for an empty queue
        return 0
    return int(declared.message_count)
