"""What the views of jobs share."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from drf_spectacular.types import OpenApiTypes
from pydantic import BaseModel
from rest_framework.request import Request

from longhaul.api.http import PRIVATE, is_known
from longhaul.api.jobs.credentials import read_jobs_with_credentials
from longhaul.api.jobs.serializers import JobWithFiles, describe, etag, job_files, retry_after
from longhaul.api.openapi import in_path, response_header
from longhaul.api.problems import Problem
from longhaul.api.views import EngineView, document
from longhaul.feature import AnyFeature
from longhaul.jobs.models import Job
from longhaul.registry import Retired


class FeatureView(EngineView):
    """A view of one feature."""

    feature: AnyFeature = None  # type: ignore[assignment]  # given by as_view, except for a retired one
    path_parameters = (
        in_path("id", "The job.", OpenApiTypes.UUID),
        in_path("feature", "The feature."),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take a feature that is no longer offered from the address."""
        super().setup(request, *args, **kwargs)
        self.feature = self.feature or Retired(kwargs["feature"])


class OwnJobsView(EngineView):
    """A view that reads jobs of the caller; a GET authenticates the request by reading them."""

    _read_ahead: list[Any] | None = None

    def select_jobs(self, owner: Any) -> "QuerySet[Job]":
        """Return the owner's jobs that this view is about, with what it needs of them."""
        raise NotImplementedError

    def perform_authentication(self, request: Request) -> None:
        if request.method in ("GET", "HEAD"):
            self._read_ahead = read_jobs_with_credentials(request, self.select_jobs)
        super().perform_authentication(request)

    def read_jobs(self) -> list[Any]:
        """Read the jobs; the first call returns those that authenticated the request."""
        jobs, self._read_ahead = self._read_ahead, None
        return list(self.select_jobs(self.request.user.pk)) if jobs is None else jobs


class JobView(OwnJobsView, FeatureView):
    """A view of one job. Those of other users and other features count as none."""

    def select_jobs(self, owner: Any) -> "QuerySet[Job]":
        jobs = Job.objects.owned_by(owner).filter(feature=self.feature.slug, pk=self.kwargs["id"])
        return jobs.annotate(file_rows=job_files())

    def find_job(self) -> JobWithFiles:
        """Return the job as it is now.

        Raises:
            Problem: 404, there is none.
        """
        for job in self.read_jobs():
            return JobWithFiles(job, job.file_rows)
        raise Problem("not_found", "Job not found.")


# ── Responses about a job

ASK_AGAIN = response_header(
    "Retry-After", "In how many seconds; while the job has not ended.", 200, 202
)
VERSION = response_header("ETag", "Send it as If-None-Match.", 200, 202, 206, 304)


def job_response(
    found: JobWithFiles,
    status: int = 200,
    *,
    body: BaseModel | None = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """Answer with a job's status document, or another about it, and the headers for polling."""
    return document(body or describe(found), status, polling_headers(found.job) | (headers or {}))


def unless_known(
    request: Request,
    found: JobWithFiles,
    make: Callable[[JobWithFiles], BaseModel],
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """Answer with a document about a job, or with 304 if the client has this version."""
    if is_known(request, etag(found.job)):
        return HttpResponseNotModified(headers=polling_headers(found.job) | (headers or {}))
    return job_response(found, body=make(found), headers=headers)


def polling_headers(job: Job) -> dict[str, str]:
    """Return the headers that tell which version this is, and when to ask again."""
    headers = {**PRIVATE, "ETag": etag(job)}
    return headers if job.is_terminal else headers | {"Retry-After": str(retry_after(job))}
