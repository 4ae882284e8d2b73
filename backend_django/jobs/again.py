"""Begin again with a job that ended, as its owner asks."""

from django.db import IntegrityError, transaction

from .dedupe import Duplicate
from .models import Job
from .turns import dispatch_next


def retry(job: Job, *, attempts: int) -> bool:
    """Let a failed or cancelled job wait for its turn again; False if it is neither.

    Raises:
        Duplicate: another job has begun the same work since.
    """
    try:
        with transaction.atomic():
            happened = job.retry(attempts=attempts)
    except IntegrityError:
        raise Duplicate from None
    if happened:
        dispatch_next(job.owner_id)
    return happened
