"""Faults of a connected worker, which tests cause by remote control."""

import threading
from typing import Any

from celery.worker.control import control_command


@control_command()
def stop_consuming(state: Any) -> None:
    """Take no more messages, although connected."""
    state.consumer.task_consumer.cancel()


@control_command()
def hang(state: Any) -> None:
    """Hang, even when asked to end."""
    threading.Event().wait()
