"""The time that something may take in all."""

import math
import time
from collections.abc import Callable

from .errors import TimedOut
from .messages import SILENCE, Pause, Steps

Clock = Callable[[], float]


class Deadline:
    """Ends what takes too long; without seconds, nothing does."""

    def __init__(self, seconds: float | None = None, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._seconds = seconds
        self._end = math.inf if seconds is None else clock() + seconds

    @property
    def left(self) -> float:
        return self._end - self._clock()

    @property
    def silence(self) -> float:
        """Return how long a connection may stay silent."""
        return max(0.001, min(SILENCE, self.left))

    def check(self) -> None:
        """Raise if the time is over."""
        if self.left <= 0:
            raise TimedOut(f"It takes longer than {self._seconds:g} s.")

    def pause(self, seconds: float) -> Steps[None]:
        """Wait, but not beyond the end."""
        yield Pause(max(0, min(seconds, self.left)))
        self.check()
