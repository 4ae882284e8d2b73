"""How much one user may have at once."""

from typing import Any

from django.conf import settings
from django.db.models import Sum

from .models import Job, JobFile
from .models.queryset import JobQuerySet


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
    """The owner's files would take too much room."""

    def __init__(self, stored: int, more: int) -> None:
        limit = settings.JOBS_MAX_STORED_BYTES
        super().__init__(
            f"Your jobs hold {stored:,} bytes; {more:,} more would exceed {limit:,}. Delete some."
        )


def unfinished_of(owner: Any) -> JobQuerySet:
    """Return the jobs that count."""
    return Job.objects.owned_by(owner).unfinished()


def require_job_room(owner: Any) -> None:
    """Refuse if the owner has as many unfinished jobs as may be.

    Raises:
        TooManyJobs: so it is.
    """
    limit = settings.JOBS_MAX_UNFINISHED
    if unfinished_of(owner)[:limit].count() >= limit:
        raise TooManyJobs


def require_byte_room(owner: Any, more: int) -> None:
    """Refuse if the owner's files, with so many bytes more, would take too much room.

    Raises:
        TooManyBytes: so it is.
    """
    files = JobFile.objects.filter(job__owner=owner)
    stored = files.aggregate(total=Sum("size", default=0))["total"]
    if stored + more > settings.JOBS_MAX_STORED_BYTES:
        raise TooManyBytes(stored, more)
