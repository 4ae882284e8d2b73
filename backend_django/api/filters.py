"""Which jobs a list shows."""

import re
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from rest_framework.request import Request

from jobs.models import Status
from jobs.models.queryset import JobQuerySet
from jobs.registry import registry

from .fields import invalid, read_moment

FILTERS = ("status", "feature", "created_after", "created_before", "search", "ids")
KNOWN = {*FILTERS, "cursor", "page_size", "sort"}
MAX_IDS = 100
LONGEST_TITLE = 200  # no longer text is the beginning of one
ID_DIGITS = re.compile(r"[0-9a-f]{8,32}")


def filter_jobs(jobs: JobQuerySet, request: Request) -> JobQuerySet:
    """Narrow a list as the query parameters say.

    Raises:
        Problem: a parameter or its value is unknown.
    """
    query = request.query_params
    for name in query:
        if name not in KNOWN:
            raise invalid(name, "There is no such parameter.")
    if statuses := query.getlist("status"):
        jobs = jobs.filter(status__in=_parse_statuses(statuses))
    if "feature" in query:
        jobs = jobs.filter(feature=_parse_feature(query["feature"]))
    if "created_after" in query:
        jobs = jobs.filter(created_at__gt=_read_moment("created_after", query["created_after"]))
    if "created_before" in query:
        jobs = jobs.filter(created_at__lt=_read_moment("created_before", query["created_before"]))
    if "ids" in query:
        jobs = jobs.filter(pk__in=_parse_ids(query["ids"]))
    if search := query.get("search", "").replace("\0", ""):
        jobs = jobs.filter(_matches(search)) if len(search) <= LONGEST_TITLE else jobs.none()
    return jobs


def _parse_statuses(statuses: list[str]) -> list[str]:
    for status in statuses:
        if status not in Status.values:
            raise invalid("status", f"Give one of {', '.join(Status.values)}.")
    return statuses


def _parse_feature(slug: str) -> str:
    if registry.get(slug) is None:
        raise invalid("feature", "There is no such feature.")
    return slug


def _read_moment(field: str, text: str) -> datetime:
    # A plus sign that was not encoded arrives as a blank.
    return read_moment(field, text.replace(" ", "+"))


def _parse_ids(text: str) -> list[UUID]:
    parts = [part for part in text.split(",") if part]
    if len(parts) > MAX_IDS:
        raise invalid("ids", f"Give at most {MAX_IDS} ids.")
    try:
        return [UUID(part) for part in parts]
    except ValueError:
        raise invalid("ids", "Give ids separated by commas.") from None


def _matches(search: str) -> Q:
    """Match the beginning of the title, or of the id from its first group on."""
    digits = search.replace("-", "").lower()
    matches = Q(title__istartswith=search)
    if ID_DIGITS.fullmatch(digits):
        matches |= Q(pk__range=(UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f"))))
    return matches
