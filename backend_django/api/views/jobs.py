"""Reading jobs: each costs one statement, authentication included."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from pydantic import BaseModel
from rest_framework.request import Request

from jobs.models import Job, Status
from jobs.rescue import rescue
from jobs.turns import dispatch_next

from ..aggregates import job_files
from ..conditional import is_known
from ..documents import JobPage
from ..filters import filter_jobs
from ..pagination import Pager
from ..presenters import describe, describe_results, etag, retry_after, summarize
from ..problems import Problem
from ..waiting import wait_for_news
from .base import FeatureView, JobApiView, JobView, add_polling_headers, document, keep_private

EXPIRED = "Results and files were kept until they expired."


class StatusView(JobView):
    """Tell how a job is."""

    throttle_scope = "polling"

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
        if not (job.is_stranded and rescue(job)):
            return job
        dispatch_next(job.owner_id)
        return self.get_job()


class ResultsView(JobView):
    """Give the result of a completed job."""

    throttle_scope = "polling"

    def narrow(self, jobs: Any) -> Any:
        """Read the result with the job."""
        return jobs.select_related("owner", "result").annotate(file_documents=job_files())

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


class ListView(JobApiView):
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
