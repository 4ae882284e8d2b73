"""The lease of a running job: extended by a thread with a database connection of its own."""

import logging
import threading
import time
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import Error, connection

from longhaul.exceptions import Cancelled, LeaseLost
from longhaul.jobs.models import Job
from longhaul.run import Run

logger = logging.getLogger(__name__)


class Lease(AbstractContextManager["Lease"]):
    """Beats while a run lasts: extends the lease, writes progress, learns of a cancel request."""

    def __init__(self, job: Job, run: Run[Any]) -> None:
        self.job = job
        self.run = run
        self.lost = False
        self.cancelled = job.cancel_requested_at is not None
        self.ends_at = time.monotonic() + settings.JOBS_LEASE
        self._written = run.current_progress
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, name=f"beat-{job.pk}", daemon=True)

    def __enter__(self) -> "Lease":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def check(self) -> None:
        """Stop the run here if the job is not its own any more.

        Raises:
            LeaseLost, Cancelled: see `jobs.exceptions`.
        """
        if self.lost:
            raise LeaseLost
        if self.cancelled:
            raise Cancelled

    def _beat_on(self) -> None:
        silent = 0.0
        try:
            while not self._ended.wait(settings.JOBS_BEAT):
                silent += settings.JOBS_BEAT
                try:
                    silent = self._beat(silent)
                except Error as error:
                    # The database is away: go on working until the lease is over.
                    logger.warning("no heartbeat for %s: %s", self.job, error)
                    connection.close()
        finally:
            connection.close()

    def _beat(self, silent: float) -> float:
        """Write what changed, or look for news; return for how long the lease was not extended."""
        progress = self.run.current_progress
        changed = progress is not self._written
        if not changed and silent < settings.JOBS_IDLE_BEAT:
            self._learn(self.job.fenced().only("cancel_requested_at").first())
            return silent
        self._extend(progress.as_columns() if changed else {})
        self._written = progress
        return 0

    def _extend(self, progress: dict[str, Any]) -> None:
        asked_at = time.monotonic()
        self._learn(self.job.beat(timedelta(seconds=settings.JOBS_LEASE), **progress))
        self.ends_at = asked_at + settings.JOBS_LEASE

    def _learn(self, job: Job | None) -> None:
        self.lost = job is None
        self.cancelled = job is not None and job.cancel_requested_at is not None
