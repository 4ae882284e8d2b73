"""What every Celery worker carries in its parent process, so that no deployment can forget it."""

import logging
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from celery import bootsteps
from celery.signals import worker_shutting_down
from django.conf import settings
from django.db import DatabaseError, connection

from .keeper import keep
from .models import Job, WorkerBeat
from .models.clock import Now
from .registry import registry
from .workspace import sweep_attempts

logger = logging.getLogger(__name__)


class KeeperStep(bootsteps.StartStopStep):
    """Run a keeper beside the pool, and end the worker in time when it is told to stop."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **_: Any) -> None:
        self.worker = worker
        self.stopped = threading.Event()
        self.ending = threading.Event()

    def start(self, worker: Any) -> None:
        """Begin, after the pool has forked."""
        threading.Thread(target=self._keep_on, name="keeper", daemon=True).start()
        worker_shutting_down.connect(self._on_shutdown)

    def stop(self, worker: Any) -> None:
        """Keep no longer; the pool is about to end."""
        self.stopped.set()

    def _keep_on(self) -> None:
        self._guarded(sweep_attempts)
        while not self.stopped.is_set():
            self._guarded(self._record)
            self._guarded(keep)
            self.stopped.wait(settings.JOBS_KEEPER * random.uniform(0.8, 1.2))  # noqa: S311
        connection.close()

    def _guarded(self, duty: Callable[[], Any]) -> None:
        """A keeper outlives whatever happens to the database, the broker or a disk."""
        try:
            duty()
        except DatabaseError as error:
            logger.warning("the keeper waits for the database: %s", error)
            connection.close()
        except Exception:
            logger.exception("the keeper stumbled")

    def _record(self) -> None:
        beat = WorkerBeat(
            name=self.worker.hostname,
            seen_at=Now(),
            queues=sorted(self.worker.app.amqp.queues.consume_from),
            features=[feature.slug for feature in registry],
            release=settings.RELEASE,
        )
        columns = ["seen_at", "queues", "features", "release"]
        WorkerBeat.objects.bulk_create(
            [beat], update_conflicts=True, unique_fields=["name"], update_fields=columns
        )

    # ── shutdown ────────────────────────────────────────────────────────────────────────────────

    def _on_shutdown(self, how: str = "", **_: Any) -> None:
        """Give running jobs the grace time; Celery alone would wait for them without end."""
        if not self.ending.is_set():
            self.ending.set()
            end = self._end_softly if how == "Warm" else self._release
            threading.Thread(target=end, name="shutdown", daemon=True).start()

    def _end_softly(self) -> None:
        time.sleep(settings.JOBS_GRACE)
        self._release()
        os.kill(os.getpid(), signal.SIGQUIT)

    def _release(self) -> None:
        """Put unfinished jobs back; what their children still write is refused."""
        self._guarded(self._release_jobs)

    def _release_jobs(self) -> None:
        released = Job.objects.release(worker=self.worker.hostname)
        logger.warning("%d unfinished jobs go back to the queue", released)
