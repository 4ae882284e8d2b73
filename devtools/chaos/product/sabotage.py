"""Take one safeguard out of the product, to see whether the audit notices."""

from itertools import count
from unittest.mock import patch

from django.db import transaction

from longhaul.jobs import sql, submission, transitions
from longhaul.jobs.models import Job, JobQuerySet
from longhaul.jobs.status import Status
from longhaul.jobs.submission import JobRequest, Submission
from longhaul.worker import bootsteps

# Of so many creations, one is forgotten.
FORGOTTEN = 10


def fence() -> None:
    """Let an attempt write that has lost its lease."""

    def held(job: Job, *, stranded: bool = False) -> JobQuerySet:
        rows = Job.objects.filter(pk=job.pk, status=Status.PROCESSING)
        return rows.stranded() if stranded else rows

    complete = sql.COMPLETE_JOB.replace("AND lease_token = %(lease_token)s", "")
    assert complete != sql.COMPLETE_JOB  # noqa: S101  (else nothing is sabotaged)
    patch.object(transitions, "held", held).start()
    patch.object(sql, "COMPLETE_JOB", complete).start()


def keeper() -> None:
    """Let the keepers do nothing."""
    patch.object(bootsteps, "keep", lambda: None).start()


def commit() -> None:
    """Accept some jobs, and then roll back the transaction that created them."""
    submit, numbers = submission.submit, count(1)

    def forget(request: JobRequest) -> Submission:
        if next(numbers) % FORGOTTEN:
            return submit(request)
        with transaction.atomic():
            accepted = submit(request)
            transaction.set_rollback(True)
        return accepted

    # The views import it by name: they are loaded with the URLs, after this.
    patch.object(submission, "submit", forget).start()


SABOTAGE = {"fence": fence, "keeper": keeper, "commit": commit}
