"""Pages by position, not by number: their cost does not grow with the table."""

import base64
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q
from rest_framework.request import Request

from jobs.models import Job
from jobs.models.queryset import JobQuerySet

from .fields import invalid

DEFAULT_SIZE, MAX_SIZE = 20, 100


@dataclass(frozen=True)
class Position:
    """The row beside which a page begins, and whether it lies before that row."""

    created_at: datetime
    id: UUID
    backwards: bool

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Read a cursor.

        Raises:
            Problem: it is not one of ours.
        """
        try:
            at, pk, backwards = json.loads(base64.urlsafe_b64decode(text.encode()))
            moment = datetime.fromisoformat(at).astimezone(UTC)
            position = cls(moment, UUID(pk), bool(backwards))
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            raise invalid("cursor", "Follow `next` or `previous` instead of making one.") from None
        return position

    def __str__(self) -> str:
        parts = [self.created_at.isoformat(), str(self.id), int(self.backwards)]
        return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@dataclass(frozen=True)
class Page:
    """Some rows, and the addresses of the neighbouring pages."""

    jobs: list[Job]
    next: str | None
    previous: str | None


class Pager:
    """Reads one page of jobs, in the order of `created_at`, newest first unless asked otherwise."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.size = self._parse_size()
        self.ascending = self._parse_sort()
        cursor = request.query_params.get("cursor")
        self.position = Position.parse(cursor) if cursor else None

    def slice(self, jobs: JobQuerySet) -> JobQuerySet:
        """Return the page's rows and one more, which tells whether there is another page."""
        backwards = self.position is not None and self.position.backwards
        ascending = self.ascending != backwards
        if self.position:
            jobs = jobs.filter(_beyond(self.position, ascending))
        order = ("created_at", "id") if ascending else ("-created_at", "-id")
        return jobs.order_by(*order)[: self.size + 1]

    def page(self, rows: list[Job]) -> Page:
        """Cut the extra row off and say where the neighbours are."""
        more, jobs = len(rows) > self.size, rows[: self.size]
        backwards = self.position is not None and self.position.backwards
        if backwards:
            jobs.reverse()
        has_next = backwards or more
        has_previous = more if backwards else self.position is not None
        return Page(
            jobs,
            next=self._address(jobs[-1], False) if jobs and has_next else None,
            previous=self._address(jobs[0], True) if jobs and has_previous else None,
        )

    def _address(self, job: Job, backwards: bool) -> str:
        query = self.request.query_params.copy()
        query["cursor"] = str(Position(job.created_at, job.pk, backwards))
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")

    def _parse_size(self) -> int:
        query = self.request.query_params
        # Who names the jobs wants all of them.
        text = query.get("page_size", str(MAX_SIZE if "ids" in query else DEFAULT_SIZE))
        if not (re.fullmatch("[0-9]{1,3}", text) and 1 <= int(text) <= MAX_SIZE):
            raise invalid("page_size", f"Give a whole number from 1 to {MAX_SIZE}.")
        return int(text)

    def _parse_sort(self) -> bool:
        sort = self.request.query_params.get("sort", "-created_at")
        if sort != "created_at" and "sort" in self.request.query_params:
            raise invalid("sort", "Give `created_at`, or nothing for the newest first.")
        return sort == "created_at"


def _beyond(position: Position, ascending: bool) -> Q:
    """Match rows after the position; the first condition alone bounds the index scan."""
    side = "gt" if ascending else "lt"
    return Q(**{f"created_at__{side}e": position.created_at}) & (
        Q(**{f"created_at__{side}": position.created_at}) | Q(**{f"id__{side}": position.id})
    )
