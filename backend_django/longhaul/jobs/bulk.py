"""What operators do with several jobs at once, and why some of them could not be changed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from longhaul.jobs import transitions
from longhaul.jobs.exceptions import Duplicate
from longhaul.jobs.models import Job
from longhaul.jobs.scheduling import dispatch_next
from longhaul.jobs.status import Status
from longhaul.registry import registry


@dataclass
class BulkResult:
    """The jobs that were changed, and by reason the number of those that were not."""

    done: list[Job] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def cancel_jobs(jobs: Iterable[Job]) -> BulkResult:
    """Cancel pending jobs, and ask running ones to stop."""
    return _each(jobs, lambda job: "" if transitions.request_cancel(job) else _state_of(job))


def fail_jobs(jobs: Iterable[Job]) -> BulkResult:
    """Fail unfinished jobs at once."""
    return _each(jobs, lambda job: "" if transitions.fail_by_operator(job) else _state_of(job))


def retry_jobs(jobs: Iterable[Job]) -> BulkResult:
    """Retry failed and cancelled jobs."""
    return _each(jobs, _retry)


def _each(jobs: Iterable[Job], act: Callable[[Job], str]) -> BulkResult:
    """Act on each job; `act` returns a reason if it did nothing, else an empty string.

    The owners' next jobs are dispatched once, not after every job.
    """
    result = BulkResult()
    for job in jobs:
        if reason := act(job):
            result.refused[reason] += 1
        else:
            result.done.append(job)
    dispatch_next({job.owner_id for job in result.done})
    return result


def _retry(job: Job) -> str:
    if registry.get(job.feature) is None:
        return "its feature is no longer offered"
    try:
        if transitions.reopen(job):
            return ""
    except Duplicate:
        return "another job does the same work"
    purged = Job.objects.filter(pk=job.pk, purged_at__isnull=False).exists()
    return "its input has been removed" if purged else _state_of(job)


def _state_of(job: Job) -> str:
    """Return why nothing was done, by the job's current state."""
    now = Job.objects.filter(pk=job.pk).only("status", "cancel_requested_at").first()
    if now is None:
        return "already deleted"
    if now.status == Status.PROCESSING and now.cancel_requested_at:
        return "already being cancelled"
    return now.status
