"""Reading jobs: each costs one statement, authentication included."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from pydantic import BaseModel
from rest_framework.request import Request

from longhaul.api.http import is_known
from longhaul.api.jobs.base import (
    ASK_AGAIN,
    VERSION,
    FeatureView,
    JobView,
    add_polling_headers,
    job_document,
)
from longhaul.api.jobs.listing import PAGING, Pager, filter_jobs
from longhaul.api.jobs.long_polling import wait_for_news
from longhaul.api.jobs.schemas import JobPage, job_model, results_model
from longhaul.api.jobs.serializers import (
    describe,
    describe_results,
    etag,
    job_files,
    retry_after,
    summarize,
)
from longhaul.api.openapi import IF_NONE_MATCH, header, operation, query, response_header
from longhaul.api.problems import Problem
from longhaul.api.views import EngineView, document, keep_private
from longhaul.jobs.exceptions import Duplicate
from longhaul.jobs.models import Job
from longhaul.jobs.services import cancel, delete, rescue, retry
from longhaul.jobs.status import Status
from longhaul.jobs.submission import require_job_room

# ── Reading jobs: each costs one statement, authentication included.

EXPIRED = "Results and files were kept until they expired."


# Why a job has no result: `results` and downloads then answer with the job's own code.
OF_A_JOB_S_END = (
    "invalid_input",
    "input_outdated",
    "time_limit",
    "worker_lost",
    "storage",
    "result_invalid",
    "result_too_large",
    "cancelled",
    "failed",
)
NO_RESULT = ("not_found", "not_ready", *OF_A_JOB_S_END, "expired")


class StatusView(JobView):
    """Tell how a job is."""

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
        job = self.look()
        news = wait_for_news(request, job, self.look)
        response = answer(request, news or job, describe)
        if news:
            response["Preference-Applied"] = "wait"
        return response

    def look(self) -> Job:
        """Read the job. Whoever sees that its worker fell silent rescues it."""
        job = self.get_job()
        self.jobs = None  # the next look reads anew
        return self.get_job() if job.is_stranded and rescue(job) else job


class ResultsView(JobView):
    """Give the result of a completed job."""

    throttle_scope = "polling"

    def narrow(self, jobs: Any) -> Any:
        """Read the result with the job."""
        return jobs.select_related("owner", "result").annotate(file_documents=job_files())

    @operation(
        "results",
        "What did it return?",
        body=results_model,
        problems=NO_RESULT,
        parameters=(IF_NONE_MATCH,),
    )
    def get(self, request: Request, **_: Any) -> HttpResponse:
        """Give the result of a completed job."""
        job = self.get_job()
        require_results(job)
        return answer(request, job, describe_results)


def answer(request: Request, job: Job, make: Callable[[Job], BaseModel]) -> HttpResponse:
    """Answer with a document about a job, unless the client has it already."""
    known = is_known(request, etag(job))
    response: HttpResponse = HttpResponseNotModified() if known else document(make(job))
    add_polling_headers(response, job)
    return response


def require_results(job: Job) -> None:
    """Refuse when there is no result, or none any more.

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


class ListView(EngineView):
    """List the caller's jobs."""

    throttle_scope = "polling"
    jobs: list[Job] | None = None

    def read(self, owner: Any, **along: Any) -> list[Job]:
        """Read one page of the owner's jobs."""
        mine = filter_jobs(self.select(Job.objects.owned_by(owner)), self.request)
        return list(Pager(self.request).slice(mine.select_related("owner").annotate(**along)))

    def select(self, jobs: Any) -> Any:
        """Choose which jobs the list is about."""
        return jobs

    @operation(
        "jobs",
        "List all jobs",
        body=JobPage,
        problems=("invalid",),
        parameters=(*PAGING, query("feature", "Only this feature's.")),
    )
    def get(self, request: Request, **_: Any) -> HttpResponse:
        """List the caller's jobs, newest first."""
        rows = self.read(request.user.pk) if self.jobs is None else self.jobs
        page = Pager(request).page(rows)
        results = [summarize(job) for job in page.jobs]
        response = document(JobPage(next=page.next, previous=page.previous, results=results))
        keep_private(response)
        return response


class FeatureListView(ListView, FeatureView):
    """List the caller's jobs of one feature."""

    def select(self, jobs: Any) -> Any:
        """Choose the feature's jobs."""
        return jobs.filter(feature=self.feature.slug)

    @operation(
        "list",
        "List this feature's jobs",
        body=JobPage,
        problems=("invalid",),
        parameters=PAGING,
    )
    def get(self, request: Request, **_: Any) -> HttpResponse:
        """List the caller's jobs, newest first."""
        return super().get(request)


# ── What an owner may do with a job.


class CancelView(JobView):
    """Stop a job."""

    @operation(
        "cancel",
        "Stop the job",
        body=job_model,
        success=(200, 202),
        problems=("not_found", "conflict"),
    )
    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Stop a job: at once while it waits, at its next checkpoint while it runs."""
        job = self.get_job()
        cancel(job)
        job = self.get_job()
        if job.status == Status.CANCELLED:
            return job_document(job, 200)
        if job.is_terminal:
            raise conflict(job, "cancelled")
        return job_document(job, 202)


class RetryView(JobView):
    """Begin again."""

    @operation(
        "retry",
        "Begin again",
        body=job_model,
        success=(202,),
        problems=("not_found", "conflict", "duplicate", "expired"),
    )
    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Begin again with a failed or cancelled job, under the same id."""
        job = self.get_job()
        require_job_room(job.owner_id)
        if job.purged_at:
            raise Problem("expired", "Its input has been removed. Create the job again.")
        try:
            happened = retry(job)
        except Duplicate:
            detail = "The same work is under way in another of your jobs. Wait for that one."
            raise Problem("duplicate", detail) from None
        if not happened:
            raise conflict(self.get_job(), "retried")
        return job_document(self.get_job(), 202)


class DeleteView(JobView):
    """Remove a job."""

    @operation("delete", "Remove the job", success=(204,), problems=("not_found",))
    def delete(self, request: Request, **_: Any) -> HttpResponse:
        """Remove a job with its result and files. A worker on it stops."""
        delete(self.get_job())
        return HttpResponse(status=204)


def conflict(job: Job, verb: str) -> Problem:
    """Return the problem of a verb that the job's state does not allow."""
    return Problem("conflict", f"The job is {job.status} and cannot be {verb}.")
