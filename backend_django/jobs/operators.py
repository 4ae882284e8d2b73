"""What operators do with many jobs at once: each verb tells how many, and why not the others."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .again import retry
from .dedupe import Duplicate
from .models import Job, Status
from .registry import registry
from .turns import dispatch_next


@dataclass
class Outcome:
    """Which jobs it happened to, and for how many it did not, by the reason."""

    done: list[Job] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


# Does something to a job; returns why not, or nothing.
Verb = Callable[[Job], str]


def cancel_all(jobs: Iterable[Job]) -> Outcome:
    """Cancel what waits, and ask what runs to stop."""
    return _each(jobs, _cancel)


def fail_all(jobs: Iterable[Job]) -> Outcome:
    """Fail what is unfinished, at once."""
    return _each(jobs, _fail)


def retry_all(jobs: Iterable[Job]) -> Outcome:
    """Begin again with what failed or was cancelled."""
    return _each(jobs, _retry)


def _each(jobs: Iterable[Job], verb: Verb) -> Outcome:
    outcome = Outcome()
    for job in jobs:
        if reason := verb(job):
            outcome.refused[reason] += 1
        else:
            outcome.done.append(job)
    for owner in {job.owner_id for job in outcome.done}:
        dispatch_next(owner)
    return outcome


def _cancel(job: Job) -> str:
    happened = job.cancel(retention=registry.get_retention(job.feature))
    return "" if happened else _state_of(job)


def _fail(job: Job) -> str:
    happened = job.fail_by_operator(retention=registry.get_retention(job.feature))
    return "" if happened else _state_of(job)


def _retry(job: Job) -> str:
    feature = registry.get(job.feature)
    if feature is None:
        return "its feature is not offered any more"
    if job.purged_at:
        return "its input has been removed"
    try:
        happened = retry(job, attempts=feature.max_attempts)
    except Duplicate:
        return "another job does the same work"
    return "" if happened else _state_of(job)


def _state_of(job: Job) -> str:
    """Say in which state the job is: nothing was done because of it."""
    now = Job.objects.filter(pk=job.pk).only("status", "cancel_requested_at", "purged_at").first()
    if now is None:
        return "deleted meanwhile"
    if now.status == Status.PROCESSING and now.cancel_requested_at:
        return "asked to stop already"
    return "its input has been removed" if now.purged_at else now.status
