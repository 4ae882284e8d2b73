"""The scheduler of periodic tasks: any number may run, and one of them is active."""

from collections.abc import Mapping
from typing import Any

from django.db import Error, connection
from django_celery_beat.schedulers import DatabaseScheduler

from longhaul.database import try_advisory_lock
from longhaul.worker.celery import touch_liveness_file

STANDBY_SECONDS = 5.0


class SingleScheduler(DatabaseScheduler):  # type: ignore[misc]  # it ships no types
    """Sends due tasks while this instance holds the lock, and waits for the lock otherwise."""

    active = False

    def setup_schedule(self) -> None:
        """Read nothing yet: another instance may be active, and change the schedule."""

    def tick(self, *args: object, **options: object) -> float:
        """Send what is due; return in how many seconds to look again."""
        touch_liveness_file()
        if not acquire_lock():
            self.active = False
            return STANDBY_SECONDS
        if not self.active:
            self._take_over()
        seconds: float = super().tick(*args, **options)
        return seconds

    def update_from_dict(self, mapping: Mapping[str, Any]) -> None:
        """Add built-in tasks that are missing; what an operator has changed stays as it is."""
        known = self.Model.objects.filter(name__in=mapping).values_list("name", flat=True)
        super().update_from_dict({name: mapping[name] for name in set(mapping).difference(known)})

    def _take_over(self) -> None:
        self._initial_read, self._heap = True, None
        super().setup_schedule()
        self.active = True


def acquire_lock() -> bool:
    """Tell whether this is the active instance. The lock is released with the connection."""
    try:
        return try_advisory_lock("beat")
    except Error:
        connection.close()
        return False
