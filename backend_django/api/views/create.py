from typing import Any

from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from jobs import creation
from jobs.idempotency import JobGone, KeyReused
from jobs.models import JobFile

from ..parsers import FormParser, JsonParser
from ..presenters import describe_accepted, link
from ..problems import Problem
from ..submission import read_submission
from .base import FeatureView, add_polling_headers, document


class CreateView(FeatureView):
    """Accept a job."""

    throttle_scope = "create"

    def get_parsers(self) -> list[BaseParser]:
        """Take a form where files come in, JSON where none must."""
        needs_files = any(upload.required for upload in self.feature.uploads)
        parsers: list[BaseParser] = [FormParser()] if self.feature.uploads else []
        return parsers if needs_files else [JsonParser(), *parsers]

    def post(self, request: Request, **_: Any) -> Any:
        """Accept a job: it is safe once this answers, and runs as soon as a worker is free.

        200: the same work is under way already, in the job that this gives.
        """
        try:
            accepted = creation.create(read_submission(self.feature, request))
        except KeyReused:
            detail = "Use a new Idempotency-Key for another request."
            raise Problem("idempotency_key_reused", detail) from None
        except JobGone:
            raise Problem("job_deleted", "This request's job was deleted since.") from None
        job = accepted.job
        job.file_documents = list(  # type: ignore[attr-defined]
            JobFile.objects.filter(job=job).values("name", "kind", "filename", "sha256", "size")
            if self.feature.uploads
            else []
        )
        headers = {"Location": link(job, "status")}
        if accepted.replayed:
            headers["Idempotency-Replayed"] = "true"
        body = describe_accepted(job, deduplicated=accepted.deduplicated)
        response = document(body, 200 if accepted.deduplicated else 202, headers)
        add_polling_headers(response, job)
        return response
