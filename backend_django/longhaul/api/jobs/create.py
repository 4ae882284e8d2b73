"""Create a job, or one like another."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.http import Http404, HttpResponse
from pydantic import BaseModel, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from longhaul.api.http import JsonParser, invalid, parse_json, read_moment
from longhaul.api.jobs.base import (
    ASK_AGAIN,
    VERSION,
    FeatureView,
    JobView,
    job_response,
)
from longhaul.api.jobs.schemas import accepted_model, create_models, repeat_model
from longhaul.api.jobs.serializers import JobWithFiles, describe_accepted, link, read_files
from longhaul.api.jobs.uploads import FormParser, check_upload
from longhaul.api.openapi import header, operation, response_header
from longhaul.api.problems import Problem, ProblemField
from longhaul.feature import AnyFeature
from longhaul.jobs.exceptions import JobGone, KeyReused
from longhaul.jobs.submission import JobRequest, input_files, submit
from longhaul.values import clean

# ── The request, checked before a job is created

MAX_KEY = 255
LATEST_YEAR = 9000  # dates that are computed from it must not exceed the calendar


def read_job_request(
    feature: AnyFeature,
    request: Request,
    files: "Mapping[str, Sequence[File[Any]]]",
    *,
    parts: Sequence[str] = (),
    options: Any = None,
) -> JobRequest:
    """Return the checked request for a job.

    `parts` are the names that files may be sent under; `options` apply if none are sent.

    Raises:
        Problem: 400, 413 or 415, naming the fields.
    """
    body = read_body(request, parts)
    for upload in feature.uploads:
        check_upload(upload, files.get(upload.name, []))
    given = body.get("options")
    return JobRequest(
        feature=feature,
        owner=request.user,
        files=files,
        options=read_options(feature, options if given is None else given),
        available_at=read_available_at(body.get("available_at")),
        key=read_key(request.headers.get("Idempotency-Key", "")),
    )


def read_body(request: Request, parts: Sequence[str]) -> Mapping[str, Any]:
    """Return the fields of the request; an unknown one is most likely misspelt."""
    body = request.data
    if not isinstance(body, Mapping):
        raise Problem("invalid", "Send an object with `options`.")
    known = {*parts} | ({"options", "available_at"} - request.FILES.keys())
    for name in body:
        if name not in known:
            raise invalid(name, "This feature takes nothing of this name.", "unknown")
    return body


def read_available_at(given: Any) -> datetime | None:
    """Read when the job is due; nothing means now."""
    if given is None:
        return None
    moment = read_moment("available_at", given)
    if moment.year > LATEST_YEAR:
        raise invalid("available_at", f"Give a time up to the year {LATEST_YEAR}.")
    return moment


def read_key(key: str) -> str:
    if len(key) > MAX_KEY or not key.isprintable():
        raise invalid("Idempotency-Key", f"Give at most {MAX_KEY} printable characters.")
    return key


def read_options(feature: AnyFeature, given: Any) -> BaseModel:
    """Validate the options; a multipart form carries them as JSON text."""
    try:
        given = parse_json(given) if isinstance(given, str) else given
        options = validate(feature.Options, {} if given is None else given)
    except Problem as problem:
        raise invalid("options", str(problem.detail)) from None
    except ValidationError as error:
        raise Problem("invalid", errors=[as_field_error(item) for item in error.errors()]) from None
    if not is_storable(options):
        detail = "The options contain characters or numbers that cannot be stored."
        raise invalid("options", detail)
    return options


def validate(model: type[BaseModel], given: Any) -> BaseModel:
    """Validate the input. An unknown name is an error unless the model says otherwise."""
    return model.model_validate(given, extra=None if "extra" in model.model_config else "forbid")


def is_storable(options: BaseModel) -> bool:
    """Tell whether the database returns options as they were stored."""
    try:
        dumped = options.model_dump(mode="json")
    except ValueError:
        return False
    return bool(clean(dumped) == dumped)


def as_field_error(item: Mapping[str, Any]) -> ProblemField:
    field = ".".join(["options", *map(str, item["loc"])])
    detail = "Give an object." if item["type"] == "model_type" else item["msg"]
    return ProblemField(field=field, code=item["type"], detail=detail)


CREATION = (
    header("Idempotency-Key", "Repeating a request with the same key makes no second job."),
    response_header("Location", "Where the job's status is.", 202),
    response_header("Idempotency-Replayed", "`true` if the key had made the job before.", 202),
    ASK_AGAIN,
    VERSION,
)


class SubmitView(FeatureView):
    """Accepts a request for a job."""

    throttle_scope = "create"

    def accept(self, job_request: JobRequest) -> HttpResponse:
        """Create the job, and answer with its status document."""
        try:
            accepted = submit(job_request)
        except KeyReused:
            detail = "Use a new Idempotency-Key for another request."
            raise Problem("idempotency_key_reused", detail) from None
        except JobGone:
            raise Problem("job_deleted", "This request's job was deleted since.") from None
        files = read_files(accepted.job) if self.feature.uploads else []
        found = JobWithFiles(accepted.job, files)
        body = describe_accepted(found, deduplicated=accepted.deduplicated)
        headers = {"Location": link(found.job, "status")}
        if accepted.replayed:
            headers["Idempotency-Replayed"] = "true"
        status = 200 if accepted.deduplicated else 202
        return job_response(found, status, body=body, headers=headers)


class CreateView(SubmitView):
    def get_parsers(self) -> list[BaseParser]:
        """Accept a form if the feature has uploads, JSON if it requires none."""
        uploads = self.feature.uploads
        parsers: list[BaseParser] = [FormParser(uploads)] if uploads else []
        needs_files = any(upload.required for upload in uploads)
        return parsers if needs_files else [JsonParser(), *parsers]

    @operation(
        "create",
        "Create a job",
        request=create_models,
        body=accepted_model,
        success=(200, 202),
        problems=("job_deleted", "idempotency_key_reused"),
        parameters=CREATION,
    )
    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Accept a job: it is safe once this answers, and runs as soon as a worker is free.

        200: the same work is under way already, in the job that this gives.
        """
        parts = [upload.name for upload in self.feature.uploads]
        files = {name: request.FILES.getlist(name) for name in parts}
        return self.accept(read_job_request(self.feature, request, files, parts=parts))


class RepeatView(SubmitView, JobView):
    @operation(
        "repeat",
        "Create another job like this one",
        request=repeat_model,
        body=accepted_model,
        success=(200, 202),
        problems=("not_found", "expired", "job_deleted", "idempotency_key_reused"),
        parameters=CREATION,
    )
    def post(self, request: Request, **_: Any) -> HttpResponse:
        """Create a job with the files of this one, and with its options unless others are given.

        200: the same work is under way already, in the job that this gives.
        """
        like = self.find_job().job
        if like.is_expired:
            raise Problem("expired", "Its files have been removed. Send them again.")
        try:
            with input_files(like) as files:
                return self.accept(
                    read_job_request(self.feature, request, files, options=like.options)
                )
        except FileNotFoundError:  # the job was deleted at the same time
            raise Http404 from None
