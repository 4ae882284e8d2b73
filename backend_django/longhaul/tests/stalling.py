"""What can go wrong with a worker that is connected: the tests order it by remote control."""

import threading
from typing import Any

from celery.worker.control import control_command


@control_command()
def stop_consuming(state: Any) -> None:
    """Take no more messages, and let nobody know."""
    state.consumer.task_consumer.cancel()


@control_command()
def hang(state: Any) -> None:
    """Do nothing any more, not even end."""
    threading.Event().wait()
