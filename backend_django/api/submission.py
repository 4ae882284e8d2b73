"""Read what a create request asks for, and refuse at the door what cannot work."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pydantic import BaseModel, ValidationError
from rest_framework.request import Request

from jobs import creation
from jobs.feature import AnyFeature, Upload

from .problems import FieldError, Problem

MAX_KEY = 255


def read_submission(feature: AnyFeature, request: Request) -> creation.Request:
    """Return the checked request for a job.

    Raises:
        Problem: 400, 413 or 415, naming the fields.
    """
    body = request.data
    if not isinstance(body, Mapping):
        raise Problem("invalid", "Send an object with `options`.")
    return creation.Request(
        feature=feature,
        owner=request.user,
        files=read_uploads(feature, request),
        options=read_options(feature, body.get("options")),
        available_at=read_moment(body.get("available_at")),
        key=read_key(request.headers.get("Idempotency-Key", "")),
    )


def read_key(key: str) -> str:
    if len(key) > MAX_KEY or not key.isprintable():
        raise wrong("Idempotency-Key", f"Give at most {MAX_KEY} printable characters.")
    return key


def read_options(feature: AnyFeature, given: Any) -> BaseModel:
    """Validate the options; a multipart form carries them as JSON text."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            raise wrong("options", "Send a JSON object.") from None
    try:
        return feature.Options.model_validate({} if given is None else given)
    except ValidationError as error:
        raise Problem("invalid", errors=[as_field_error(item) for item in error.errors()]) from None


def as_field_error(item: Mapping[str, Any]) -> FieldError:
    field = ".".join(["options", *map(str, item["loc"])])
    return {"field": field, "code": item["type"], "detail": item["msg"]}


def read_moment(given: Any) -> datetime | None:
    if given in (None, ""):
        return None
    try:
        moment = parse_datetime(given)
    except (ValueError, TypeError):
        moment = None
    if moment is None:
        raise wrong("available_at", "Give a date and time like 2026-11-20T09:03:00Z.")
    return moment if moment.tzinfo else timezone.make_aware(moment)


def read_uploads(feature: AnyFeature, request: Request) -> "dict[str, list[File[Any]]]":
    """Return the uploaded files by name, each checked without reading it whole."""
    files = request.FILES
    for name in files:
        if feature.get_upload(name) is None:
            raise wrong(name, "This feature takes no such file.")
    uploads = {upload.name: files.getlist(upload.name) for upload in feature.uploads}
    for upload in feature.uploads:
        check_upload(upload, uploads[upload.name])
    return uploads


def check_upload(upload: Upload, files: "list[File[Any]]") -> None:
    """Refuse a missing, empty, too large or wrong file."""
    if upload.required and not files:
        raise wrong(upload.name, "Add a file.", "required")
    if len(files) > upload.max_files:
        raise wrong(upload.name, f"Add at most {upload.max_files} files.", "too_many_files")
    for file in files:
        check_file(upload, file)


def check_file(upload: Upload, file: "File[Any]") -> None:
    name, extension = file.name or "", PurePath(file.name or "").suffix.lower()
    if upload.extensions and extension not in upload.extensions:
        detail = f"{name} is not one of {', '.join(upload.extensions)}."
        raise wrong(upload.name, detail, "unsupported_media_type")
    if not file.size:
        raise wrong(upload.name, f"{name} is empty.", "empty_file")
    if file.size > upload.max_size:
        limit = upload.max_size // 1_000_000
        raise wrong(upload.name, f"{name} is larger than {limit} MB.", "too_large")
    signature = upload.signatures.get(extension)
    if signature and file.read(len(signature)) != signature:
        detail = f"{name} ends in {extension}, but its content is something else."
        raise wrong(upload.name, detail, "unsupported_media_type")
    file.seek(0)


def wrong(field: str, detail: str, code: str = "invalid") -> Problem:
    """Return the problem for one field; its code decides the status."""
    status_code = code if code in ("too_large", "unsupported_media_type") else "invalid"
    return Problem(status_code, detail, errors=[{"field": field, "code": code, "detail": detail}])
