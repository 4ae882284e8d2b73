"""What the kernel asks the broker. Its answers are hints, never the truth."""

import logging

from celery import current_app
from kombu.exceptions import ChannelError, OperationalError

from .feature import Queue

logger = logging.getLogger(__name__)


def empty_queues() -> list[str] | None:
    """Return the queues without messages, or None if the broker is away."""
    try:
        with current_app.pool.acquire(block=True, timeout=2) as broker:
            return [queue for queue in Queue if not _length(broker.default_channel, queue)]
    except (OperationalError, OSError) as error:
        logger.warning("the broker is away: %s", error)
        return None


def _length(channel: object, queue: str) -> int:
    try:
        declared = channel.queue_declare(queue, passive=True)  # type: ignore[attr-defined]
    except ChannelError:  # Redis forgets a queue that is empty
        return 0
    return int(declared.message_count)
