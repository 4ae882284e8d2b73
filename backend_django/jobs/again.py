"""Begin again with a job that ended, as its owner asks."""

from .models import Job
from .turns import dispatch_next


def retry(job: Job, *, attempts: int) -> bool:
    """Let a failed or cancelled job wait for its turn again; False if it is neither."""
    happened = job.retry(attempts=attempts)
    if happened:
        dispatch_next(job.owner_id)
    return happened
