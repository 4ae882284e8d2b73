"""Why a job is not created or retried."""

from django.conf import settings


class LimitReached(Exception):
    """The owner has as much as one user may have; `detail` gives the numbers."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class TooManyJobs(LimitReached):
    """Too many of the owner's jobs are unfinished."""

    def __init__(self) -> None:
        limit = settings.JOBS_MAX_UNFINISHED
        super().__init__(
            f"{limit} of your jobs are unfinished, as many as may be. Wait, or cancel."
        )


class TooManyBytes(LimitReached):
    """The owner's files would exceed the space that one user may have."""

    def __init__(self, stored: int, more: int) -> None:
        limit = settings.JOBS_MAX_STORED_BYTES
        super().__init__(
            f"Your jobs hold {stored:,} bytes; {more:,} more would exceed {limit:,}. Delete some."
        )


class Duplicate(Exception):
    """Another unfinished job does the same work."""


class KeyReused(Exception):
    """The idempotency key was used before, for a different request."""


class JobGone(Exception):
    """The idempotency key was used before, and its job has been deleted."""
