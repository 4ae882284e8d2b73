"""Which worker this is. Two may have the same host name; what one holds is not the other's."""

import logging
import os
import secrets
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from celery import bootsteps
from celery.platforms import EX_FAILURE
from celery.signals import task_received, task_rejected, task_unknown, worker_shutting_down
from celery.worker import state
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from longhaul.jobs.dispatch import queue_lengths
from longhaul.jobs.models import WorkerBeat
from longhaul.jobs.services import release_all
from longhaul.jobs.sql import Now
from longhaul.registry import registry
from longhaul.worker.keeper import keep, pause
from longhaul.worker.workspace import sweep_attempts

# ── Which worker this is. Two may have the same host name; what one holds is not the other's.

# Made before the worker forks, so that its parent and all its children agree.
_INSTANCE = secrets.token_hex(4)


def worker_name(hostname: str) -> str:
    """Return a name that no other worker has, now or later."""
    return f"{hostname}/{_INSTANCE}"


# ── A sign of life for whoever watches the process from outside: a file that is touched.


def beat(**_: object) -> None:
    """Touch the file of the settings, if they name one."""
    if settings.PULSE_FILE:
        Path(settings.PULSE_FILE).touch()


# ── What every Celery worker carries in its parent process, so that no deployment can forget it.

logger = logging.getLogger(__name__)
T = TypeVar("T")

# For a database that is slow to take jobs back while the worker ends.
RELEASE_SECONDS = 5.0


class KeeperStep(bootsteps.StartStopStep):
    """Run a keeper beside the pool, and end the worker in time when it is told to stop."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **_: Any) -> None:
        self.worker = worker
        self.started_at = timezone.now()
        self.stopped = threading.Event()
        self.ending = threading.Event()

    def start(self, worker: Any) -> None:
        """Begin, after the pool has forked."""
        self._in_background(self._keep_on, "keeper")
        worker_shutting_down.connect(self._on_shutdown)

    def stop(self, worker: Any) -> None:
        """Keep no longer; the pool is about to end, however it was asked to."""
        self.stopped.set()
        self._on_shutdown("Warm")

    def _keep_on(self) -> None:
        while not self.stopped.is_set():
            self._guarded(sweep_attempts)
            self._guarded(self._record)
            self._guarded(keep)
            self.stopped.wait(self._guarded(pause) or settings.JOBS_KEEPER)
        connection.close()

    def _guarded(self, duty: Callable[[], T]) -> T | None:
        """A keeper outlives whatever happens to the database, the broker or a disk."""
        try:
            return duty()
        except DatabaseError as error:
            logger.warning("the keeper waits for the database: %s", error)
            connection.close()
        except Exception:
            logger.exception("the keeper stumbled")
        return None

    def _record(self) -> None:
        beat = WorkerBeat(
            name=self.worker.hostname,
            seen_at=Now(),
            started_at=self.started_at,
            queues=sorted(self.worker.app.amqp.queues.consume_from),
            features=[feature.slug for feature in registry],
            release=settings.RELEASE,
        )
        columns = ["seen_at", "started_at", "queues", "features", "release"]
        WorkerBeat.objects.bulk_create(
            [beat], update_conflicts=True, unique_fields=["name"], update_fields=columns
        )

    # ── shutdown ────────────────────────────────────────────────────────────────────────────────

    def _on_shutdown(self, how: str = "", **_: Any) -> None:
        """Give running jobs the grace time; Celery alone would wait for them without end.

        When that is over, or somebody hurries, put back what still runs before its child is killed.
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
        """Put unfinished jobs back; what their children still write is refused."""
        self._guarded(lambda: release_all(worker_name(self.worker.hostname)))
        connection.close()

    def _in_background(self, act: Callable[[], None], name: str) -> threading.Thread:
        thread = threading.Thread(target=act, name=name, daemon=True)
        thread.start()
        return thread


# ── A worker that is connected and free, and yet takes nothing, ends: a new one takes its place.


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

    requires = ("longhaul.worker.bootsteps:KeeperStep",)

    def __init__(self, worker: Any, **_: Any) -> None:
        self.worker = worker
        self.taken = 0
        self.stopped = threading.Event()

    def start(self, worker: Any) -> None:
        """Begin, once there is a pool."""
        for event in (task_received, task_unknown, task_rejected):
            event.connect(self._on_message)
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
