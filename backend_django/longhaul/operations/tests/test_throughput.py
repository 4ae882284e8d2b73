from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from longhaul.api.tests.steps import change, create, run
from longhaul.api.tests.test_budgets import statements
from longhaul.operations import throughput

ADDRESS = "/api/v1/system-throughput/"
NOW = datetime(2026, 11, 25, 9, 17, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_that_time(monkeypatch):
    monkeypatch.setattr(throughput.timezone, "now", lambda: NOW)


def ended(api, ago, **options):
    """Let a job have ended so long ago."""
    feature = "script" if options else "echo"
    return change(run(create(api, feature, **options)), finished_at=NOW - ago)


def sums(slots):
    return {status: sum(slot[status] for slot in slots) for status in ("completed", "failed")}


def test_it_is_for_staff_only(api):
    response = api.get(ADDRESS)
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")


def test_a_quiet_day_has_all_its_slots(staff):
    body = staff.get(ADDRESS).json()
    assert [len(body["hour"]), len(body["day"])] == [12, 24]
    assert body["hour"][0]["start"] == "2026-11-25T08:20:00.000Z"
    assert body["hour"][-1]["start"] == "2026-11-25T09:15:00.000Z"
    assert body["day"][0]["start"] == "2026-11-24T10:00:00.000Z"
    assert body["day"][-1]["start"] == "2026-11-25T09:00:00.000Z"


def test_a_job_counts_where_it_ended(staff, api):
    ended(api, timedelta(minutes=1))
    ended(api, timedelta(minutes=6))
    body = staff.get(ADDRESS).json()
    assert [slot["completed"] for slot in body["hour"]][-3:] == [0, 1, 1]
    assert body["day"][-1]["completed"] == 2


def test_failures_are_told_apart(staff, api):
    ended(api, timedelta(minutes=1), raises="a secret")
    ended(api, timedelta(hours=3))
    body = staff.get(ADDRESS).json()
    assert sums(body["hour"]) == {"completed": 0, "failed": 1}
    assert sums(body["day"]) == {"completed": 1, "failed": 1}


def test_what_is_older_or_unfinished_does_not_count(staff, api):
    ended(api, timedelta(hours=25))
    create(api)
    assert sums(staff.get(ADDRESS).json()["day"]) == {"completed": 0, "failed": 0}


def test_it_costs_one_statement_beside_the_token(staff, api):
    for minutes in range(3):
        ended(api, timedelta(minutes=minutes))
    with statements() as made:
        staff.get(ADDRESS)
    assert len(made) == 2


def test_the_time_is_that_of_the_server(staff, monkeypatch):
    monkeypatch.undo()
    start = datetime.fromisoformat(staff.get(ADDRESS).json()["hour"][-1]["start"])
    assert timezone.now() - start < timedelta(minutes=5)
