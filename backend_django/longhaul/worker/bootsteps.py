"""What every Celery worker runs in its parent process, so that no deployment can forget it.

The keeper step runs a keeper and ends the worker in time; the stall step ends a worker that has
stopped taking messages.
"""

import logging
import os
import secrets
import signal
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from celery import bootsteps
from celery.platforms import EX_FAILURE
from celery.signals import task_received, task_rejected, task_unknown, worker_shutting_down
from celery.worker import state
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models.functions import Now
from django.utils import timezone

from longhaul.jobs.broker import queue_lengths
from longhaul.jobs.models import Worker
from longhaul.jobs.services import release_jobs_of
from longhaul.registry import registry
from longhaul.worker.keeper import keep, pause
from longhaul.worker.workspace import sweep_attempts

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Made before the worker forks, so that its parent and all its children agree.
_INSTANCE = secrets.token_hex(4)


def worker_name(hostname: str) -> str:
    """Return a name that no other worker has, now or later, even with the same host name."""
    return f"{hostname}/{_INSTANCE}"


# ── The keeper, and the end of the worker ───────────────────────────────────────────────────────

# How long a worker that is killed waits for the database to put its jobs back.
RELEASE_SECONDS = 5.0


class KeeperStep(bootsteps.StartStopStep):
    """Runs a keeper beside the pool, and ends the worker in time when it is asked to stop."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **_: Any) -> None:
        self.worker = worker
        self.started_at = timezone.now()
        self.stopped = threading.Event()
        self.ending = threading.Event()

    def start(self, worker: Any) -> None:
        """Start the keeper, after the pool has forked."""
        self._in_background(self._keep_rounds, "keeper")
        worker_shutting_down.connect(self._on_shutdown)

    def stop(self, worker: Any) -> None:
        """Stop the keeper; the pool is about to end."""
        self.stopped.set()
        self._on_shutdown("Warm")

    def _keep_rounds(self) -> None:
        while not self.stopped.is_set():
            self._guarded(sweep_attempts)
            self._guarded(self._record)
            self._guarded(keep)
            self.stopped.wait(self._guarded(pause) or settings.JOBS_KEEPER_INTERVAL)
        connection.close()

    def _guarded(self, duty: Callable[[], T]) -> T | None:
        """Keep the thread alive whatever happens to the database, the broker or a disk."""
        try:
            return duty()
        except DatabaseError as error:
            logger.warning("keeper: database unavailable: %s", error)
            connection.close()
        except Exception:
            logger.exception("keeper round failed")
        return None

    def _record(self) -> None:
        Worker.objects.update_or_create(
            name=self.worker.hostname,
            defaults={
                "seen_at": Now(),
                "started_at": self.started_at,
                "queues": sorted(self.worker.app.amqp.queues.consume_from),
                "features": [feature.slug for feature in registry],
                "release": settings.RELEASE,
            },
        )

    def _on_shutdown(self, how: str = "", **_: Any) -> None:
        """Give running jobs the grace time; Celery alone would wait for them without limit.

        After it, or at a cold shutdown, put back what still runs before its child is killed.
        """
        if how == "Cold":
            self._in_background(self._release, "release").join(RELEASE_SECONDS)
        elif not self.ending.is_set():
            self.ending.set()
            self._in_background(self._end_in_time, "shutdown")

    def _end_in_time(self) -> None:
        """End the worker after the grace time, whether or not the database answers."""
        time.sleep(settings.JOBS_GRACE)
        os.kill(os.getpid(), signal.SIGQUIT)

    def _release(self) -> None:
        """Put unfinished jobs back; what their children write after that is refused."""
        self._guarded(lambda: release_jobs_of(worker_name(self.worker.hostname)))
        connection.close()

    def _in_background(self, act: Callable[[], None], name: str) -> threading.Thread:
        thread = threading.Thread(target=act, name=name, daemon=True)
        thread.start()
        return thread


# ── The stall watch ─────────────────────────────────────────────────────────────────────────────

# A worker is observed this often before it counts as stalled; one observation to the contrary is
# enough to clear it.
OBSERVATIONS = 6
# Beyond the grace time, for a worker that hangs so badly that it does not even end.
LAST_RESORT_SECONDS = 15.0


class StallClock:
    """Measures for how long messages have waited for a worker that is free and takes none."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._taken = 0

    def observe(self, *, idle: bool, taken: int, now: float) -> float:
        """Return for how many seconds that has been so, at every observation without exception.

        `idle`: a child is free, and messages wait. `taken`: how many were taken since the start.
        """
        if not idle or taken != self._taken or self._since is None:
            self._since, self._taken = (now if idle else None), taken
        return now - self._since if self._since is not None else 0.0


class StallStep(bootsteps.StartStopStep):
    """Ends a worker that is connected and free and takes no messages: a new one replaces it."""

    requires = ("longhaul.worker.bootsteps:KeeperStep",)

    def __init__(self, worker: Any, **_: Any) -> None:
        self.worker = worker
        self.taken = 0
        self.stopped = threading.Event()

    def start(self, worker: Any) -> None:
        """Start the watch, once there is a pool."""
        for event in (task_received, task_unknown, task_rejected):
            event.connect(self._on_message)
        threading.Thread(target=self._watch, name="stall", daemon=True).start()

    def stop(self, worker: Any) -> None:
        """Stop the watch: a worker that is ending takes no messages."""
        self.stopped.set()

    def _on_message(self, **_: Any) -> None:
        self.taken += 1

    def _watch(self) -> None:
        clock, limit = StallClock(), settings.JOBS_STALL_TIMEOUT
        while not self.stopped.wait(limit / OBSERVATIONS):
            taken = self.taken + state.all_total_count[0]
            seconds = clock.observe(idle=self._is_idle(), taken=taken, now=time.monotonic())
            if seconds >= limit:
                self._end(seconds)
                return

    def _is_idle(self) -> bool:
        """Tell whether a child is free while messages wait in the queues of this worker.

        If that is unknown, it counts as busy.
        """
        try:
            if len(state.active_requests) >= self.worker.pool.num_processes:
                return False
            mine = self.worker.app.amqp.queues.consume_from
            return any(length for queue, length in (queue_lengths() or {}).items() if queue in mine)
        except Exception:
            logger.exception("stall watch failed")
            return False

    def _end(self, seconds: float) -> None:
        """Let running jobs end within the grace time, as at every shutdown, then exit."""
        name = self.worker.hostname
        logger.critical(
            "worker stalled: idle for %.0f s while jobs wait; it exits to be restarted",
            seconds,
            extra={"worker": name},
        )
        try:
            Worker.objects.filter(name=name).update(stalled_at=timezone.now())
        except DatabaseError as error:
            logger.warning("the stall was not recorded: %s", error)
        celery: Any = state
        celery.should_stop = EX_FAILURE  # not 0, which a supervisor may take for a normal end
        time.sleep(settings.JOBS_GRACE + LAST_RESORT_SECONDS)
        # The rest of the worker may hang in anything.
        connection.close()
        try:
            release_jobs_of(worker_name(self.worker.hostname))
        finally:
            os._exit(EX_FAILURE)
