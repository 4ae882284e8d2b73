"""Read what a create request asks for, and refuse at the door what cannot work."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import File
from pydantic import BaseModel, ValidationError
from rest_framework.request import Request

from jobs.feature import AnyFeature
from jobs.jsonable import clean
from jobs.models import Job
from jobs.order import Order

from .fields import invalid, read_moment
from .parsers import parse_json
from .problems import FieldError, Problem
from .uploads import check_upload, read_uploads

MAX_KEY = 255
LATEST_YEAR = 9000  # the calendar must have room for what is reckoned from it


def read_submission(feature: AnyFeature, request: Request) -> Order:
    """Return the checked request for a job.

    Raises:
        Problem: 400, 413 or 415, naming the fields.
    """
    body = read_body(request, [upload.name for upload in feature.uploads])
    return Order(
        feature=feature,
        owner=request.user,
        files=read_uploads(feature, request),
        options=read_options(feature, body.get("options")),
        available_at=read_available_at(body.get("available_at")),
        key=read_key(request.headers.get("Idempotency-Key", "")),
    )


def read_repetition(
    feature: AnyFeature, request: Request, like: Job, files: "Mapping[str, Sequence[File[Any]]]"
) -> Order:
    """Return the checked request for a job like another: its files, its options unless given.

    Raises:
        Problem: 400, 413 or 415, naming the fields.
    """
    body = read_body(request)
    given = body.get("options")
    for upload in feature.uploads:
        check_upload(upload, files.get(upload.name, []))
    return Order(
        feature=feature,
        owner=request.user,
        files=files,
        options=read_options(feature, like.options if given is None else given),
        available_at=read_available_at(body.get("available_at")),
        key=read_key(request.headers.get("Idempotency-Key", "")),
    )


def read_body(request: Request, uploads: Sequence[str] = ()) -> Mapping[str, Any]:
    """Return the fields of the request, none of them unknown."""
    body = request.data
    if not isinstance(body, Mapping):
        raise Problem("invalid", "Send an object with `options`.")
    check_names(uploads, body, request.FILES)
    return body


def read_available_at(given: Any) -> datetime | None:
    """Read when the job is due; nothing means now."""
    if given is None:
        return None
    moment = read_moment("available_at", given)
    if moment.year > LATEST_YEAR:
        raise invalid("available_at", f"Give a time up to the year {LATEST_YEAR}.")
    return moment


def check_names(uploads: Sequence[str], body: Mapping[str, Any], files: Mapping[str, Any]) -> None:
    """Refuse what nobody would read: most likely a misspelt name."""
    for name in body:
        if name not in {*uploads} | ({"options", "available_at"} - files.keys()):
            raise invalid(name, "This feature takes nothing of this name.", "unknown")


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
        detail = "Send no NUL, no half character and no number that JavaScript cannot hold."
        raise invalid("options", detail)
    return options


def validate(model: type[BaseModel], given: Any) -> BaseModel:
    """Validate what came in. An unknown name is an error unless the model says otherwise."""
    return model.model_validate(given, extra=None if "extra" in model.model_config else "forbid")


def is_storable(options: BaseModel) -> bool:
    """Tell whether options come out of every database as they went in."""
    try:
        dumped = options.model_dump(mode="json")
    except ValueError:
        return False
    return bool(clean(dumped) == dumped)


def as_field_error(item: Mapping[str, Any]) -> FieldError:
    field = ".".join(["options", *map(str, item["loc"])])
    detail = "Give an object." if item["type"] == "model_type" else item["msg"]
    return {"field": field, "code": item["type"], "detail": detail}
