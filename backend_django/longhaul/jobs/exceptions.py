"""Why a job is not created or retried."""


class LimitReached(Exception):
    """The owner has as much as one user may have; `detail` gives the numbers."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Duplicate(Exception):
    """Another unfinished job does the same work."""


class KeyReused(Exception):
    """The idempotency key was used before, for a different request."""


class JobGone(Exception):
    """The idempotency key was used before, and its job has been deleted."""
