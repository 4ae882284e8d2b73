"""What the views of a feature share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes

from longhaul.api.jobs.serializers import describe, etag, job_files, retry_after
from longhaul.api.openapi import in_path, response_header
from longhaul.api.problems import Problem
from longhaul.api.views import EngineView, document, keep_private
from longhaul.feature import AnyFeature
from longhaul.jobs.models import Job
from longhaul.registry import Retired


class FeatureView(EngineView):
    """A view of one feature."""

    path_parameters = (
        in_path("id", "The job.", OpenApiTypes.UUID),
        in_path("feature", "The feature."),
    )

    feature: AnyFeature = None  # type: ignore[assignment]  # given by as_view, but for retired ones

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take a feature that is not offered any more from the address."""
        super().setup(request, *args, **kwargs)
        self.feature = self.feature or Retired(kwargs["feature"])


class JobView(FeatureView):
    """A view of one job. Somebody else's, and one of another feature, count as none."""

    jobs: list[Job] | None = None

    def read(self, owner: Any, **along: Any) -> list[Job]:
        """Read the job, if it is the owner's."""
        mine = Job.objects.owned_by(owner).filter(feature=self.feature.slug, pk=self.kwargs["id"])
        return list(self.narrow(mine.select_related("owner").annotate(**along)))

    def narrow(self, jobs: Any) -> Any:
        """Add what this view needs to the statement that reads the job."""
        return jobs.annotate(file_documents=job_files())

    def get_job(self) -> Job:
        """Return the job; authentication may have read it already.

        Raises:
            Problem: 404, there is none.
        """
        jobs = self.read(self.request.user.pk) if self.jobs is None else self.jobs
        if not jobs:
            raise Problem("not_found", "There is no such job among yours.")
        return jobs[0]


# ── What responses about a job carry

ASK_AGAIN = response_header(
    "Retry-After", "In how many seconds; while the job has not ended.", 200, 202
)
VERSION = response_header("ETag", "Send it as If-None-Match.", 200, 202, 206, 304)


def job_document(job: Job, status: int = 200, **headers: str) -> HttpResponse:
    """Answer with a job's status document and what a client needs to poll well."""
    response = document(describe(job), status, headers)
    add_polling_headers(response, job)
    return response


def add_polling_headers(response: HttpResponseBase, job: Job) -> None:
    """Say how long the answer is good for."""
    response["ETag"] = etag(job)
    keep_private(response)
    if not job.is_terminal:
        response["Retry-After"] = str(retry_after(job))
