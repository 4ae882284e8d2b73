"""Leave a service alone that just failed, so that an outage costs one slow request, not all."""

import time

REST_SECONDS = 5.0


class CircuitBreaker:
    """Closed: calls go through. Open: they are skipped, for some seconds after a failure."""

    def __init__(self) -> None:
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self._open_until

    def trip(self) -> None:
        """Open for a while: the service has just failed."""
        self._open_until = time.monotonic() + REST_SECONDS

    def reset(self) -> None:
        """Close at once."""
        self._open_until = 0.0
