"""The times of the product that the soak reckons with, in seconds."""

from collections.abc import Mapping
from dataclasses import dataclass

# Short enough for many rescues in a few minutes, long enough for a machine that has other work.
SHORT = {
    "JOBS_LEASE": "4",
    "JOBS_HEARTBEAT_INTERVAL": "0.25",
    "JOBS_LEASE_RENEWAL_INTERVAL": "1",
    "JOBS_KEEPER_INTERVAL": "1",
    "JOBS_BACK_OFF": "0.2",
    "JOBS_GRACE": "2",
    "JOBS_HARD_LIMIT_AFTER": "1",
}
# What the settings say by themselves.
DEFAULTS = {
    "JOBS_LEASE": "60",
    "JOBS_KEEPER_INTERVAL": "15",
    "JOBS_BACK_OFF": "5",
    "JOBS_GRACE": "30",
}

KEEPER_JITTER = 1.2
# For workers that have to start again, and for a machine that is busy.
MARGIN = 12.0


@dataclass(frozen=True, kw_only=True)
class Times:
    """Lease, keeper's interval and so on, as the processes have them."""

    lease: float
    keeper: float
    back_off: float
    grace: float

    @classmethod
    def of(cls, env: Mapping[str, str]) -> "Times":
        return cls(
            lease=float(env["JOBS_LEASE"]),
            keeper=float(env["JOBS_KEEPER_INTERVAL"]),
            back_off=float(env["JOBS_BACK_OFF"]),
            grace=float(env["JOBS_GRACE"]),
        )

    @property
    def noticed(self) -> float:
        """Return after how long a keeper notices a lost worker at the latest."""
        return self.lease + KEEPER_JITTER * self.keeper

    @property
    def rescue_limit(self) -> float:
        """Return how long a rescue may take: 90 seconds with the default settings."""
        return self.noticed + MARGIN

    @property
    def drain_limit(self) -> float:
        """Return by when every job must have ended: time for three attempts, and to start again."""
        return 3 * self.noticed + 60 * self.back_off + 60
