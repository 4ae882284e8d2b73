"""How many jobs ended in the last hour and day, and how."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.functions import TruncMinute
from django.utils import timezone
from pydantic import BaseModel, Field

from longhaul.api.http import Moment
from longhaul.jobs.models import Job
from longhaul.jobs.status import TERMINAL

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SLOTS = {HOUR: timedelta(minutes=5), DAY: timedelta(hours=1)}

Ended = Counter[tuple[datetime, str]]


class ThroughputSlot(BaseModel):
    """How many jobs ended from `start` until the next slot's, and how."""

    start: Moment
    completed: int
    failed: int
    cancelled: int


class ThroughputDocument(BaseModel):
    """The jobs that ended, oldest slot first; the newest slot is not over yet."""

    hour: list[ThroughputSlot] = Field(description="In slots of five minutes")
    day: list[ThroughputSlot] = Field(description="In slots of an hour")


def measure() -> ThroughputDocument:
    """Count in one statement, whose cost grows with the jobs of a day, not with the table."""
    now = timezone.now()
    ended = count_by_minute(now - DAY - SLOTS[DAY])
    return ThroughputDocument(hour=slots(ended, now, HOUR), day=slots(ended, now, DAY))


def count_by_minute(since: datetime) -> Ended:
    """Count the jobs by the minute of their end and their status."""
    jobs = Job.objects.filter(status__in=TERMINAL, finished_at__gte=since)
    rows = jobs.values_list(TruncMinute("finished_at"), "status").annotate(jobs=Count("pk"))
    return Counter({(minute, status): jobs for minute, status, jobs in rows.order_by()})


def slots(ended: Ended, now: datetime, span: timedelta) -> list[ThroughputSlot]:
    """Add up the minutes of each slot of a span that ends with the slot of `now`."""
    length = SLOTS[span]
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    newest = midnight + (now - midnight) // length * length
    starts = [newest - step * length for step in reversed(range(span // length))]
    sums: Ended = Counter()
    for (minute, status), jobs in ended.items():
        sums[starts[0] + (minute - starts[0]) // length * length, status] += jobs
    return [
        ThroughputSlot(start=start, **{status.value: sums[start, status] for status in TERMINAL})
        for start in starts
    ]
