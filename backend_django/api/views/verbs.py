"""What an owner may do with a job."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from jobs.again import retry
from jobs.dedupe import Duplicate
from jobs.deletion import delete_job
from jobs.limits import require_job_room
from jobs.models import Job, Status
from jobs.turns import dispatch_next

from ..problems import Problem
from .base import JobView, job_document


class CancelView(JobView):
    """Stop a job."""

    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Stop a job: at once while it waits, at its next checkpoint while it runs."""
        job = self.get_job()
        if job.cancel(retention=self.feature.retention):
            dispatch_next(job.owner_id)
        job = self.get_job()
        if job.status == Status.CANCELLED:
            return job_document(job, 200)
        if job.is_terminal:
            raise conflict(job, "cancelled")
        return job_document(job, 202)


class RetryView(JobView):
    """Begin again."""

    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Begin again with a failed or cancelled job, under the same id."""
        job = self.get_job()
        require_job_room(job.owner_id)
        if job.purged_at:
            raise Problem("expired", "Its input has been removed. Create the job again.")
        try:
            happened = retry(job, attempts=self.feature.max_attempts)
        except Duplicate:
            detail = "The same work is under way in another of your jobs. Wait for that one."
            raise Problem("duplicate", detail) from None
        if not happened:
            raise conflict(self.get_job(), "retried")
        return job_document(self.get_job(), 202)


class DeleteView(JobView):
    """Remove a job."""

    def delete(self, request: Request, **_: Any) -> HttpResponse:
        """Remove a job with its result and files. A worker on it stops."""
        job = self.get_job()
        delete_job(job)
        if not job.is_terminal:
            dispatch_next(job.owner_id)
        return HttpResponse(status=204)


def conflict(job: Job, verb: str) -> Problem:
    """Return the problem of a verb that the job's state does not allow."""
    return Problem("conflict", f"The job is {job.status} and cannot be {verb}.")
