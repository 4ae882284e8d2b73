"""How long to wait before the next request. Nothing here sleeps or knows the time."""

from zlib import crc32

# Seconds.
FIRST, LONGEST = 1.0, 10.0
FIRST_AFTER_FAILURE, LONGEST_AFTER_FAILURE = 2.0, 60.0
# The share of a wait that clients may differ by, so that they do not all come at once.
SPREAD = 0.1


class Pace:
    """Waits grow while nothing happens, and never fall below what the server asks for.

    The spread comes from the seed: the same job is always asked about at the same pace.
    """

    def __init__(self, seed: str = "") -> None:
        self._seed = seed
        self._waits = 0
        self._quiet = 0
        self._failures = 0

    def after_news(self, retry_after: float | None = None) -> float:
        """Return the seconds to wait after an answer that told something new."""
        self._quiet = self._failures = 0
        return self._spread(FIRST, retry_after)

    def after_silence(self, retry_after: float | None = None) -> float:
        """Return the seconds to wait after an answer that told nothing new."""
        self._failures = 0
        self._quiet += 1
        return self._spread(min(LONGEST, FIRST * 2**self._quiet), retry_after)

    def after_failure(self, retry_after: float | None = None) -> float:
        """Return the seconds to wait after no answer, or one that asks to come back later."""
        wait = min(LONGEST_AFTER_FAILURE, FIRST_AFTER_FAILURE * 2**self._failures)
        self._failures += 1
        return self._spread(wait, retry_after)

    def _spread(self, seconds: float, retry_after: float | None) -> float:
        self._waits += 1
        share = crc32(f"{self._seed}{self._waits}".encode()) / 2**32
        return max(seconds, retry_after or 0) * (1 + SPREAD * share)
