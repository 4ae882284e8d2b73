"""List and count the caller's jobs."""

import base64
import re
from datetime import UTC
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from pydantic import AwareDatetime, TypeAdapter
from rest_framework.request import Request

from longhaul.api.http import PRIVATE, invalid, read_moment
from longhaul.api.jobs.base import FeatureView, OwnJobsView
from longhaul.api.jobs.schemas import JobPage, SummaryDocument
from longhaul.api.jobs.serializers import summarize
from longhaul.api.openapi import operation, query
from longhaul.api.views import EngineView, document
from longhaul.jobs.models import Job, JobQuerySet
from longhaul.jobs.sql import CountOf
from longhaul.jobs.status import TERMINAL, Status
from longhaul.registry import registry

# ── Filters

MAX_IDS = 100
LONGEST_TITLE = 200  # no title begins with a longer text
ID_DIGITS = re.compile(r"[0-9a-f]{8,32}")


def filter_jobs(jobs: JobQuerySet, request: Request) -> JobQuerySet:
    """Narrow a list as the query parameters say.

    Raises:
        Problem: a parameter or its value is unknown.
    """
    query = request.query_params
    known = {"feature", *(parameter.name for parameter in PAGING)}
    for name in query:
        if name not in known:
            raise invalid(name, "There is no such parameter.")
    if statuses := query.getlist("status"):
        if not set(statuses) <= set(Status.values):
            raise invalid("status", f"Give one of {', '.join(Status.values)}.")
        jobs = jobs.filter(status__in=statuses)
    if "feature" in query:
        if registry.get(query["feature"]) is None:
            raise invalid("feature", "There is no such feature.")
        jobs = jobs.filter(feature=query["feature"])
    for name, condition in {
        "created_after": "created_at__gt",
        "created_before": "created_at__lt",
    }.items():
        if name in query:
            # A plus sign that was not encoded arrives as a space.
            jobs = jobs.filter(**{condition: read_moment(name, query[name].replace(" ", "+"))})
    if "ids" in query:
        jobs = jobs.filter(pk__in=_parse_ids(query["ids"]))
    if search := query.get("search", "").replace("\0", ""):
        matches = Q(title__istartswith=search) | id_begins_with(search)
        jobs = jobs.filter(matches) if len(search) <= LONGEST_TITLE else jobs.none()
    return jobs


def _parse_ids(text: str) -> list[UUID]:
    parts = [part for part in text.split(",") if part]
    if len(parts) > MAX_IDS:
        raise invalid("ids", f"Give at most {MAX_IDS} ids.")
    try:
        return [UUID(part) for part in parts]
    except ValueError:
        raise invalid("ids", "Give ids separated by commas.") from None


def id_begins_with(text: str) -> Q:
    """Match ids that begin with these digits, 8 or more, by a range that can use the index."""
    digits = text.replace("-", "").lower()
    if not ID_DIGITS.fullmatch(digits):
        return Q(pk__in=[])
    return Q(pk__range=(UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f"))))


# ── Pages by position, not by number: their cost does not grow with the table

DEFAULT_SIZE, MAX_SIZE = 20, 100


class Position(NamedTuple):
    """The row beside which a page begins, and whether it lies before that row."""

    created_at: AwareDatetime
    id: UUID
    backwards: bool


CURSOR = TypeAdapter(Position)


def write_cursor(position: Position) -> str:
    return base64.urlsafe_b64encode(CURSOR.dump_json(position)).decode()


def read_cursor(text: str) -> Position:
    """Read a cursor.

    Raises:
        Problem: it is not one that `next` or `previous` had.
    """
    try:
        position = CURSOR.validate_json(base64.urlsafe_b64decode(text.encode()), strict=True)
        return position._replace(created_at=position.created_at.astimezone(UTC))
    except (ValueError, OverflowError):
        raise invalid("cursor", "Follow `next` or `previous` instead of making one.") from None


class Pager:
    """Reads one page of jobs, in the order of `created_at`, newest first unless asked otherwise."""

    def __init__(self, request: Request) -> None:
        query = request.query_params
        if query.get("sort", "created_at") != "created_at":
            raise invalid("sort", "Give `created_at`, or nothing for the newest first.")
        self.request = request
        self.ascending = "sort" in query
        self.size = self._parse_size()
        self.position = read_cursor(query["cursor"]) if query.get("cursor") else None

    def slice(self, jobs: "QuerySet[Job]") -> "QuerySet[Job]":
        """Return the page's rows and one more, which tells whether there is another page."""
        ascending = self.ascending != self._is_backwards
        if self.position:
            jobs = jobs.filter(_beyond(self.position, ascending))
        order = ("created_at", "id") if ascending else ("-created_at", "-id")
        return jobs.order_by(*order)[: self.size + 1]

    def page(self, rows: list[Job]) -> JobPage:
        """Describe the rows of `slice`, and link to the neighbouring pages."""
        more, jobs = len(rows) > self.size, rows[: self.size]
        if self._is_backwards:
            jobs.reverse()
        has_next = self._is_backwards or more
        has_previous = more if self._is_backwards else self.position is not None
        return JobPage(
            next=self._address(jobs[-1], False) if jobs and has_next else None,
            previous=self._address(jobs[0], True) if jobs and has_previous else None,
            results=[summarize(job) for job in jobs],
        )

    @property
    def _is_backwards(self) -> bool:
        return self.position is not None and self.position.backwards

    def _address(self, job: Job, backwards: bool) -> str:
        query = self.request.query_params.copy()
        query["cursor"] = write_cursor(Position(job.created_at, job.pk, backwards))
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")

    def _parse_size(self) -> int:
        query = self.request.query_params
        # A client that names jobs wants all of them.
        text = query.get("page_size", str(MAX_SIZE if "ids" in query else DEFAULT_SIZE))
        if not (re.fullmatch("[0-9]{1,3}", text) and 1 <= int(text) <= MAX_SIZE):
            raise invalid("page_size", f"Give a whole number from 1 to {MAX_SIZE}.")
        return int(text)


def _beyond(position: Position, ascending: bool) -> Q:
    """Match rows after the position; the first condition alone bounds the index scan."""
    side = "gt" if ascending else "lt"
    return Q(**{f"created_at__{side}e": position.created_at}) & (
        Q(**{f"created_at__{side}": position.created_at}) | Q(**{f"id__{side}": position.id})
    )


# ── Lists

PAGING = (
    query("cursor", "Where the page begins; follow `next` and `previous`."),
    query(
        "page_size",
        "How many jobs, at most 100.",
        type={"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
    ),
    query("sort", "Oldest first.", enum=["created_at"]),
    query("status", "Only these; may be repeated.", many=True, enum=Status.values),
    query("created_after", "Only later ones.", type=OpenApiTypes.DATETIME),
    query("created_before", "Only earlier ones.", type=OpenApiTypes.DATETIME),
    query("search", "The beginning of the title, or of an id (8 digits or more)."),
    query("ids", "Only these, separated by commas, at most 100."),
)


class ListView(OwnJobsView):
    throttle_scope = "polling"

    def select_jobs(self, owner: Any) -> "QuerySet[Job]":
        return Pager(self.request).slice(filter_jobs(self.all_jobs(owner), self.request))

    def all_jobs(self, owner: Any) -> JobQuerySet:
        return Job.objects.owned_by(owner)

    @operation(
        "jobs",
        "List all jobs",
        body=JobPage,
        problems=("invalid",),
        parameters=(*PAGING, query("feature", "Only this feature's.")),
    )
    def get(self, request: Request, **_: Any) -> HttpResponse:
        """List the caller's jobs, newest first."""
        return document(Pager(request).page(self.read_jobs()), headers=PRIVATE)


class FeatureListView(ListView, FeatureView):
    def all_jobs(self, owner: Any) -> JobQuerySet:
        return super().all_jobs(owner).filter(feature=self.feature.slug)

    @operation(
        "list", "List this feature's jobs", body=JobPage, problems=("invalid",), parameters=PAGING
    )
    def get(self, request: Request, **_: Any) -> HttpResponse:
        """List the caller's jobs, newest first."""
        return super().get(request)


# ── Counts

COUNTED_TO = 1_000


class SummaryView(EngineView):
    throttle_scope = "polling"

    @operation("jobs_summary", "How many jobs are there?", body=SummaryDocument)
    def get(self, request: Request) -> HttpResponse:
        """Count the caller's jobs by status: the unfinished exactly, the others up to 1,000."""
        columns: Any = {status.value: CountOf(_countable(status)) for status in Status}
        me: Any = get_user_model().objects.filter(pk=request.user.pk or 0)
        counts: dict[str, int] = me.values(**columns)[0]
        capped = [status for status in TERMINAL if counts[status] > COUNTED_TO]
        counts |= dict.fromkeys(capped, COUNTED_TO)
        return document(SummaryDocument(counts=counts, capped=capped), headers=PRIVATE)


def _countable(status: Status) -> Any:
    """Return the rows to count; one more than the cap shows that there are more."""
    jobs = Job.objects.owned_by(OuterRef("pk")).filter(status=status)
    return jobs[: COUNTED_TO + 1] if status in TERMINAL else jobs
