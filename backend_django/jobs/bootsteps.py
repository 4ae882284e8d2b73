"""What every Celery worker carries in its parent process, so that no deployment can forget it."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from celery import bootsteps
from celery.signals import worker_shutting_down
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from .identity import worker_name
from .keeper import keep, pause
from .models import WorkerBeat
from .models.clock import Now
from .registry import registry
from .rescue import release_all
from .workspace import sweep_attempts

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
