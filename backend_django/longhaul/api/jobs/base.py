"""What the views of a feature share."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from pydantic import BaseModel
from rest_framework.views import APIView

from longhaul.api.jobs.serializers import describe, etag, job_files, retry_after
from longhaul.api.problems import Problem
from longhaul.feature import AnyFeature
from longhaul.jobs.models import Job
from longhaul.registry import Retired


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class JobApiView(APIView):
    """A view of the job API: each verb of the kernel opens its own transaction."""

    # Which rate its requests count under; see `throttles.py`.
    throttle_scope = "other"


class FeatureView(JobApiView):
    """A view of one feature."""

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


def document(
    body: BaseModel, status: int = 200, headers: dict[str, str] | None = None
) -> HttpResponse:
    """Answer with a document."""
    return HttpResponse(
        body.model_dump_json(), status=status, content_type="application/json", headers=headers
    )


def job_document(job: Job, status: int = 200, **headers: str) -> HttpResponse:
    """Answer with a job's status document and what a client needs to poll well."""
    response = document(describe(job), status, headers)
    add_polling_headers(response, job)
    return response


def keep_private(response: HttpResponseBase) -> None:
    """Let the owner's browser alone keep the answer, and ask whether it still holds."""
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization, Cookie, Accept"


def add_polling_headers(response: HttpResponseBase, job: Job) -> None:
    """Say how long the answer is good for."""
    response["ETag"] = etag(job)
    keep_private(response)
    if not job.is_terminal:
        response["Retry-After"] = str(retry_after(job))
