"""Read one job, and change it as its owner asks."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from longhaul.api.jobs.base import ASK_AGAIN, VERSION, JobView, job_response, unless_known
from longhaul.api.jobs.long_polling import wait_for_change
from longhaul.api.jobs.schemas import job_model, results_model
from longhaul.api.jobs.serializers import (
    JobWithFiles,
    describe,
    describe_results,
    retry_after,
)
from longhaul.api.openapi import IF_NONE_MATCH, header, operation, response_header
from longhaul.api.problems import JOB_CODES, Problem
from longhaul.jobs import services
from longhaul.jobs.exceptions import Duplicate
from longhaul.jobs.models import Job
from longhaul.jobs.status import Status
from longhaul.jobs.submission import require_job_room

# ── Reading

EXPIRED = "Results and files were kept until they expired."
NO_RESULT = ("not_found", "not_ready", *JOB_CODES, "expired")


class StatusView(JobView):
    throttle_scope = "polling"

    @operation(
        "status",
        "How is the job?",
        body=job_model,
        problems=("not_found",),
        parameters=(
            IF_NONE_MATCH,
            header("Prefer", "`wait=20` waits so many seconds for a change, at most 25."),
            response_header(
                "Preference-Applied", "`wait`, if the answer waited for a change.", 200, 304
            ),
            ASK_AGAIN,
            VERSION,
        ),
    )
    def get(self, request: Request, **_: Any) -> HttpResponse:
        """Tell how a job is, also when it failed.

        Poll it as `Retry-After` says, or send `Prefer: wait=20` to be answered at a change.
        """
        found = self.look()
        changed = wait_for_change(request, found, self.look)
        headers = {"Preference-Applied": "wait"} if changed else None
        return unless_known(request, changed or found, describe, headers)

    def look(self) -> JobWithFiles:
        """Read the job, and rescue it if its worker was lost."""
        found = self.find_job()
        return self.find_job() if found.job.is_stranded and services.rescue(found.job) else found


class ResultsView(JobView):
    throttle_scope = "polling"

    def select_jobs(self, owner: Any) -> "QuerySet[Job]":
        return super().select_jobs(owner).select_related("result")

    @operation(
        "results",
        "What did it return?",
        body=results_model,
        problems=NO_RESULT,
        parameters=(IF_NONE_MATCH,),
    )
    def get(self, request: Request, **_: Any) -> HttpResponse:
        """Give the result of a completed job."""
        found = self.find_job()
        require_results(found.job)
        return unless_known(request, found, describe_results)


def require_results(job: Job) -> None:
    """Refuse if there is no result, or if it has expired.

    Raises:
        Problem: 409 with `not_ready` or the job's own code, or 410.
    """
    if not job.is_terminal:
        detail = f"The job is {job.phase}. Ask again later."
        raise Problem("not_ready", detail, headers={"Retry-After": str(retry_after(job))})
    if job.is_expired:
        raise Problem("expired", EXPIRED)
    if job.status == Status.CANCELLED:
        raise Problem("cancelled", "The job was cancelled and has no result.")
    if job.status == Status.FAILED:
        raise Problem(job.error_code, job.error_detail, status=409)


# ── Changing


class CancelView(JobView):
    @operation(
        "cancel",
        "Stop the job",
        body=job_model,
        success=(200, 202),
        problems=("not_found", "conflict"),
    )
    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Stop a job: at once while it waits, at its next checkpoint while it runs."""
        job = self.find_job().job
        services.cancel(job)
        found = self.find_job()
        if found.job.status == Status.CANCELLED:
            return job_response(found, 200)
        if found.job.is_terminal:
            raise conflict(found.job, "cancelled")
        return job_response(found, 202)


class RetryView(JobView):
    @operation(
        "retry",
        "Retry the job",
        body=job_model,
        success=(202,),
        problems=("not_found", "conflict", "duplicate", "expired"),
    )
    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Retry a failed or cancelled job, under the same id."""
        job = self.find_job().job
        require_job_room(job.owner_id)
        if job.purged_at:
            raise Problem("expired", "Its input has been removed. Create the job again.")
        try:
            happened = services.retry(job)
        except Duplicate:
            detail = "The same work is under way in another of your jobs. Wait for that one."
            raise Problem("duplicate", detail) from None
        if not happened:
            raise conflict(self.find_job().job, "retried")
        return job_response(self.find_job(), 202)


class DeleteView(JobView):
    @operation("delete", "Remove the job", success=(204,), problems=("not_found",))
    def delete(self, request: Request, **_: Any) -> HttpResponse:
        """Remove a job with its result and files. A worker on it stops."""
        services.delete(self.find_job().job)
        return HttpResponse(status=204)


def conflict(job: Job, verb: str) -> Problem:
    """Return the problem of a verb that the job's state does not allow."""
    return Problem("conflict", f"The job is {job.status} and cannot be {verb}.")
