"""The lease of a running job: extended by a thread with a database connection of its own."""

import logging
import threading
import time
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import Error, connection

from longhaul.exceptions import Cancelled, LeaseLost
from longhaul.jobs import transitions
from longhaul.jobs.models import Job
from longhaul.run import Run

logger = logging.getLogger(__name__)


class Lease:
    """The heartbeat of a run: extends the lease, writes progress, and sees cancel requests."""

    def __init__(self, job: Job, run: Run[Any]) -> None:
        self.job = job
        self.run = run
        self.lost = False
        self.cancelled = job.cancel_requested_at is not None
        self.ends_at = time.monotonic() + settings.JOBS_LEASE
        self._renew_at = time.monotonic() + settings.JOBS_LEASE_RENEWAL_INTERVAL
        self._written = run.current_progress
        self._ended = threading.Event()
        self._thread = threading.Thread(
            target=self._heartbeats, name=f"heartbeat-{job.pk}", daemon=True
        )

    def __enter__(self) -> Self:
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

    def _heartbeats(self) -> None:
        try:
            while not self._ended.wait(settings.JOBS_HEARTBEAT_INTERVAL):
                try:
                    self._heartbeat()
                except Error as error:
                    # The database is unavailable: go on working until the lease is over.
                    logger.warning("no heartbeat for %s: %s", self.job, error)
                    connection.close()
        finally:
            connection.close()

    def _heartbeat(self) -> None:
        """Extend the lease if there is progress to write, or if it is time; else only read."""
        progress, now = self.run.current_progress, time.monotonic()
        changed = progress is not self._written
        if changed or now >= self._renew_at:
            lease = timedelta(seconds=settings.JOBS_LEASE)
            job = transitions.extend_lease(self.job, lease, progress if changed else None)
            self.ends_at = now + settings.JOBS_LEASE
            self._renew_at = now + settings.JOBS_LEASE_RENEWAL_INTERVAL
            self._written = progress
        else:
            job = transitions.held(self.job).only("cancel_requested_at").first()
        self.lost = job is None
        self.cancelled = job is not None and job.cancel_requested_at is not None
