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
from longhaul.jobs import transitions
from longhaul.jobs.models import Job
from longhaul.run import Progress, Run

logger = logging.getLogger(__name__)


class Lease(AbstractContextManager["Lease"]):
    """The heartbeat of a run: extends the lease, writes progress, and sees cancel requests."""

    def __init__(self, job: Job, run: Run[Any]) -> None:
        self.job = job
        self.run = run
        self.lost = False
        self.cancelled = job.cancel_requested_at is not None
        self.ends_at = time.monotonic() + settings.JOBS_LEASE
        self._written = run.current_progress
        self._ended = threading.Event()
        self._thread = threading.Thread(
            target=self._heartbeat, name=f"heartbeat-{job.pk}", daemon=True
        )

    def __enter__(self) -> "Lease":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def check(self) -> None:
        """Stop the run here if the job is no longer its own, or is cancelled.

        Raises:
            LeaseLost, Cancelled: see `longhaul.exceptions`.
        """
        if self.lost:
            raise LeaseLost
        if self.cancelled:
            raise Cancelled

    def _heartbeat(self) -> None:
        seconds = 0.0  # since the lease was extended
        try:
            while not self._ended.wait(settings.JOBS_BEAT):
                seconds += settings.JOBS_BEAT
                try:
                    if self._beat(extend=seconds >= settings.JOBS_IDLE_BEAT):
                        seconds = 0.0
                except Error as error:
                    # The database is unavailable: go on working until the lease is over.
                    logger.warning("no heartbeat for %s: %s", self.job, error)
                    connection.close()
        finally:
            connection.close()

    def _beat(self, *, extend: bool) -> bool:
        """Look for a cancel request; extend the lease if there is progress to write, or if asked.

        Returns whether the lease was extended.
        """
        progress = self.run.current_progress
        changed = progress is not self._written
        if changed or extend:
            self._extend(progress if changed else None)
            self._written = progress
            return True
        self._read(transitions.held(self.job).only("cancel_requested_at").first())
        return False

    def _extend(self, progress: Progress | None) -> None:
        asked_at = time.monotonic()
        lease = timedelta(seconds=settings.JOBS_LEASE)
        self._read(transitions.extend_lease(self.job, lease, progress))
        self.ends_at = asked_at + settings.JOBS_LEASE

    def _read(self, job: Job | None) -> None:
        self.lost = job is None
        self.cancelled = job is not None and job.cancel_requested_at is not None
