"""Parts of HTTP that the endpoints share."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import parse_etags
from pydantic import PlainSerializer, WithJsonSchema
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
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


# ── Headers


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
