"""Read what a create request asks for, and refuse at the door what cannot work."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from pydantic import BaseModel, ValidationError
from rest_framework.request import Request

from jobs.feature import MB, AnyFeature, Upload
from jobs.jsonable import clean
from jobs.order import Order

from .fields import invalid, read_moment
from .parsers import parse_json
from .problems import FieldError, Problem

MAX_KEY = 255
LATEST_YEAR = 9000  # the calendar must have room for what is reckoned from it


def read_submission(feature: AnyFeature, request: Request) -> Order:
    """Return the checked request for a job.

    Raises:
        Problem: 400, 413 or 415, naming the fields.
    """
    body = request.data
    if not isinstance(body, Mapping):
        raise Problem("invalid", "Send an object with `options`.")
    check_names(feature, body, request.FILES)
    return Order(
        feature=feature,
        owner=request.user,
        files=read_uploads(feature, request),
        options=read_options(feature, body.get("options")),
        available_at=read_available_at(body.get("available_at")),
        key=read_key(request.headers.get("Idempotency-Key", "")),
    )


def read_available_at(given: Any) -> datetime | None:
    """Read when the job is due; nothing means now."""
    if given in (None, ""):
        return None
    moment = read_moment("available_at", given)
    if moment.year > LATEST_YEAR:
        raise invalid("available_at", f"Give a time up to the year {LATEST_YEAR}.")
    return moment


def check_names(feature: AnyFeature, body: Mapping[str, Any], files: Mapping[str, Any]) -> None:
    """Refuse what nobody would read: most likely a misspelt name."""
    uploads = {upload.name for upload in feature.uploads}
    for name in body:
        if name not in uploads | ({"options", "available_at"} - files.keys()):
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


def read_uploads(feature: AnyFeature, request: Request) -> "dict[str, list[File[Any]]]":
    """Return the uploaded files by name, each checked without reading it whole."""
    uploads = {upload.name: request.FILES.getlist(upload.name) for upload in feature.uploads}
    for upload in feature.uploads:
        check_upload(upload, uploads[upload.name])
    return uploads


def check_upload(upload: Upload, files: "list[File[Any]]") -> None:
    """Refuse a missing, empty, too large or wrong file."""
    if upload.required and not files:
        raise invalid(upload.name, "Add a file.", "required")
    if len(files) > upload.max_files:
        most = "one file" if upload.max_files == 1 else f"{upload.max_files} files"
        raise invalid(upload.name, f"Add at most {most}.", "too_many_files")
    for file in files:
        check_file(upload, file)


def check_file(upload: Upload, file: "File[Any]") -> None:
    name, extension = file.name or "", PurePath(file.name or "").suffix.lower()
    if upload.extensions and extension not in upload.extensions:
        detail = f"{name} is not one of {', '.join(upload.extensions)}."
        raise invalid(upload.name, detail, "unsupported_media_type")
    if not file.size:
        raise invalid(upload.name, f"{name} is empty.", "empty_file")
    if file.size > upload.max_size:
        limit = f"{upload.max_size / MB:g} MB"
        raise invalid(upload.name, f"{name} is larger than {limit}.", "too_large")
    signature = upload.signatures.get(extension)
    if signature and file.read(len(signature)) != signature:
        detail = f"{name} ends in {extension}, but its content is something else."
        raise invalid(upload.name, detail, "unsupported_media_type")
    file.seek(0)
