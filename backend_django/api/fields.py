"""Single values of a request, and the problem that names a wrong one."""

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .problems import Problem


def invalid(field: str, detail: str, code: str = "invalid") -> Problem:
    """Return the problem for one field; its code decides the status."""
    problem = code if code in ("too_large", "unsupported_media_type") else "invalid"
    return Problem(problem, detail, errors=[{"field": field, "code": code, "detail": detail}])


def read_moment(field: str, given: Any) -> datetime:
    """Read a date and time; without an offset it is UTC.

    Raises:
        Problem: it is none, or lies beyond the calendar.
    """
    try:
        moment = parse_datetime(given)
        if moment is None:
            raise ValueError(given)
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise invalid(field, "Give a date and time like 2026-11-20T09:03:00Z.") from None
