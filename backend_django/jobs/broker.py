"""What the kernel asks the broker. Its answers are hints, never the truth."""

import logging
from typing import Any

from celery import current_app
from kombu.exceptions import ChannelError, OperationalError

from .feature import Queue

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
