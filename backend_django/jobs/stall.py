"""A worker that is connected and free, and yet takes nothing, ends: a new one takes its place.

A consumer may lose its broker without noticing; its worker then answers as ever, but waits in vain.
"""

import logging
import os
import threading
import time
from typing import Any

from celery import bootsteps
from celery.platforms import EX_FAILURE
from celery.signals import task_received, task_rejected, task_unknown
from celery.worker import state
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from .broker import queue_lengths
from .identity import worker_name
from .models import WorkerBeat
from .rescue import release_all

logger = logging.getLogger(__name__)

# While a suspicion hardens, it is looked so often; one look that shows no sign of it clears it.
LOOKS = 6
# Beyond the grace time, for a worker that hangs so badly that it does not even end.
LAST_RESORT_SECONDS = 15.0


class Suspicion:
    """Messages wait, children are free, and nothing is taken: how long has that been so?"""

    def __init__(self) -> None:
        self._since: float | None = None
        self._taken = 0

    def look(self, *, idle: bool, taken: int, now: float) -> float:
        """Return for how many seconds it has been so, at every look without exception."""
        if not idle or taken != self._taken or self._since is None:
            self._since, self._taken = (now if idle else None), taken
        return now - self._since if self._since is not None else 0.0


class StallStep(bootsteps.StartStopStep):
    """Watch whether the worker takes what waits for it."""

    requires = ("jobs.bootsteps:KeeperStep",)

    def __init__(self, worker: Any, **_: Any) -> None:
        self.worker = worker
        self.taken = 0
        self.stopped = threading.Event()

    def start(self, worker: Any) -> None:
        """Begin, once there is a pool."""
        for signal in (task_received, task_unknown, task_rejected):
            signal.connect(self._on_message)
        threading.Thread(target=self._watch, name="stall", daemon=True).start()

    def stop(self, worker: Any) -> None:
        """Look no longer: who ends takes nothing."""
        self.stopped.set()

    def _on_message(self, **_: Any) -> None:
        self.taken += 1

    def _watch(self) -> None:
        suspicion, limit = Suspicion(), settings.JOBS_STALL
        while not self.stopped.wait(limit / LOOKS):
            taken = self.taken + state.all_total_count[0]
            for_seconds = suspicion.look(idle=self._look(), taken=taken, now=time.monotonic())
            if for_seconds >= limit:
                self._end(for_seconds)
                return

    def _look(self) -> bool:
        """Look; what cannot be seen is no reason for suspicion."""
        try:
            return self._is_idle()
        except Exception:
            logger.exception("nobody can tell whether the worker takes jobs")
            return False

    def _is_idle(self) -> bool:
        """Tell whether a child is free while messages wait in the queues of this worker."""
        if len(state.active_requests) >= self.worker.pool.num_processes:
            return False
        mine = self.worker.app.amqp.queues.consume_from
        return any(length for queue, length in (queue_lengths() or {}).items() if queue in mine)

    def _end(self, for_seconds: float) -> None:
        """Let running jobs end within the grace time, as at every shutdown, and then be gone."""
        name = self.worker.hostname
        logger.critical(
            "the worker is free and has taken nothing for %.0f s while jobs wait; it ends, to be "
            "started anew",
            for_seconds,
            extra={"worker": name},
        )
        try:
            WorkerBeat.objects.filter(name=name).update(stalled_at=timezone.now())
        except DatabaseError as error:
            logger.warning("the stall could not be written down: %s", error)
        celery: Any = state
        celery.should_stop = EX_FAILURE  # not 0: a supervisor may take that for an intention
        time.sleep(settings.JOBS_GRACE + LAST_RESORT_SECONDS)
        self._be_gone()

    def _be_gone(self) -> None:
        """End at once, whatever the rest of the worker hangs in."""
        connection.close()
        try:
            release_all(worker_name(self.worker.hostname))
        finally:
            os._exit(EX_FAILURE)
