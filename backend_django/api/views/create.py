from typing import Any

from django.http import Http404, HttpResponse
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from jobs import creation
from jobs.earlier import earlier_files
from jobs.idempotency import JobGone, KeyReused
from jobs.models import JobFile
from jobs.order import Order

from ..parsers import FormParser, JsonParser
from ..presenters import describe_accepted, link
from ..problems import Problem
from ..submission import read_repetition, read_submission
from .base import FeatureView, JobView, add_polling_headers, document


class OrderView(FeatureView):
    """Accepts an order."""

    throttle_scope = "create"

    def accept(self, order: Order) -> HttpResponse:
        """Make the job, and answer with its status document."""
        try:
            accepted = creation.create(order)
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


class CreateView(OrderView):
    """Accept a job."""

    def get_parsers(self) -> list[BaseParser]:
        """Take a form where files come in, JSON where none must."""
        uploads = self.feature.uploads
        parsers: list[BaseParser] = [FormParser(uploads)] if uploads else []
        needs_files = any(upload.required for upload in uploads)
        return parsers if needs_files else [JsonParser(), *parsers]

    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Accept a job: it is safe once this answers, and runs as soon as a worker is free.

        200: the same work is under way already, in the job that this gives.
        """
        return self.accept(read_submission(self.feature, request))


class RepeatView(OrderView, JobView):
    """Accept a job like another."""

    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Create a job with the files of this one, and with its options unless others are given.

        200: the same work is under way already, in the job that this gives.
        """
        like = self.get_job()
        if like.is_expired:
            raise Problem("expired", "Its files have been removed. Send them again.")
        try:
            with earlier_files(like) as files:
                return self.accept(read_repetition(self.feature, request, like, files))
        except FileNotFoundError:  # the job was deleted meanwhile
            raise Http404 from None
