"""Parts of HTTP that the endpoints share."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Any, NoReturn

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import parse_etags
from pydantic import PlainSerializer, WithJsonSchema
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from longhaul.api.problems import Problem, ProblemField

# ── Times


def to_iso(moment: datetime) -> str:
    """Write a time as UTC with milliseconds: 2026-11-20T09:03:00.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[
    datetime,
    PlainSerializer(to_iso, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


# ── Values of a request


def invalid(field: str, detail: str, code: str = "invalid") -> Problem:
    """Return the problem for one field; its code decides the status."""
    problem = code if code in ("too_large", "unsupported_media_type") else "invalid"
    return Problem(problem, detail, errors=[ProblemField(field=field, code=code, detail=detail)])


def read_moment(field: str, given: Any) -> datetime:
    """Read a date and time; without an offset it is UTC.

    Raises:
        Problem: it is invalid, or outside the calendar.
    """
    try:
        moment = parse_datetime(given)
        if moment is None:
            raise ValueError(given)
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise invalid(field, "Give a date and time like 2026-11-20T09:03:00Z.") from None


# ── JSON bodies: UTF-8, of a bounded size and depth, without NaN and infinity

MAX_DEPTH = 20


class JsonParser(BaseParser):
    """Read a JSON body."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Read at most what is accepted, whatever length the request claims."""
        return parse_json(stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))


def parse_json(text: bytes | str) -> Any:
    """Parse JSON of a request.

    Raises:
        Problem: 413 if it is too large, 400 if it is too deep or invalid.
    """
    if len(text) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raise Problem("too_large", f"Send at most {limit:,} bytes of JSON.")
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Problem("invalid", "This cannot be read as JSON.") from None
    if _is_deeper(value, MAX_DEPTH):
        raise Problem("invalid", f"Nest the JSON at most {MAX_DEPTH} levels deep.")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity, which Python would accept


def _is_deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    items = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in items)


# ── Headers


# Only the user's own browser may store the response, and only to revalidate it.
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Accept"}


def is_known(request: Request, etag: str) -> bool:
    """Tell whether the client has this version already; weak and strong tags count alike."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in given or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in given}


class LenientNegotiation(DefaultContentNegotiation):
    """Fall back on the first representation: a browser that follows a link asks for HTML."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: Any = None
    ) -> tuple[BaseRenderer, str]:
        """Choose as the client wishes, if possible."""
        renderers = list(renderers)
        chosen: tuple[BaseRenderer, str] = renderers[0], renderers[0].media_type
        with suppress(NotAcceptable, Http404):  # 404: an unknown `?format=`
            chosen = super().select_renderer(request, renderers, format_suffix)
        return chosen
