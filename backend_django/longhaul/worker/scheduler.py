"""The clock of periodic tasks: any number may run, one of them rings."""

from collections.abc import Mapping
from typing import Any

from django.db import Error, connection
from django_celery_beat.schedulers import DatabaseScheduler

from longhaul.database import is_mine
from longhaul.worker.bootsteps import beat

WAITING_SECONDS = 5.0


class SingleScheduler(DatabaseScheduler):  # type: ignore[misc]  # it ships no types
    """Send what is due while this instance holds the lock; wait for it otherwise."""

    rings = False

    def setup_schedule(self) -> None:
        """Read nothing yet: as long as another one rings, it writes there when it did."""

    def tick(self, *args: object, **options: object) -> float:
        """Do what is due; return in how many seconds to look again."""
        beat()
        if not leads():
            self.rings = False
            return WAITING_SECONDS
        if not self.rings:
            self._take_over()
        seconds: float = super().tick(*args, **options)
        return seconds

    def update_from_dict(self, mapping: Mapping[str, Any]) -> None:
        """Add what is not there yet: whoever changes a built-in task keeps the last word."""
        there = self.Model.objects.filter(name__in=mapping).values_list("name", flat=True)
        super().update_from_dict({name: mapping[name] for name in set(mapping).difference(there)})

    def _take_over(self) -> None:
        self._initial_read, self._heap = True, None
        super().setup_schedule()
        self.rings = True


def leads() -> bool:
    """Tell whether this is the one instance that rings. The lock goes with the connection."""
    try:
        return is_mine("beat")
    except Error:
        connection.close()
        return False
