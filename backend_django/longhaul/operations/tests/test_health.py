from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from longhaul.api.tests.steps import change, claim, create
from longhaul.jobs.models import Worker

ADDRESS = "/api/v1/system-health/"


@pytest.fixture
def worker(transactional_db):
    """A worker that has just been seen."""
    return Worker.objects.create(
        name="w@host", seen_at=timezone.now(), queues=["default"], features=[], release="1"
    )


def faults(staff):
    response = staff.get(ADDRESS)
    assert response.status_code == (503 if response.json()["faults"] else 200)
    return response.json()["faults"]


def test_it_is_for_staff_only(api):
    response = api.get(ADDRESS)
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")


def test_a_system_that_works_is_200(staff, worker, empty_broker):
    response = staff.get(ADDRESS)
    body = response.json()
    assert (response.status_code, body["faults"], body["broker"]) == (200, [], True)
    assert [(one["name"], one["alive"]) for one in body["workers"]] == [("w@host", True)]
    assert body["messages"] == {"critical": 0, "high": 0, "default": 0, "low": 0}
    assert response["Cache-Control"] == "no-store"


def test_without_a_worker_it_is_red(staff):
    assert "No worker" in faults(staff)[0]


def test_a_silent_worker_does_not_count(staff, worker):
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert "No worker" in faults(staff)[0]
    assert staff.get(ADDRESS).json()["workers"][0]["alive"] is False


def test_a_worker_of_yesterday_is_forgotten(staff, worker):
    Worker.objects.update(seen_at=timezone.now() - timedelta(days=1))
    assert staff.get(ADDRESS).json()["workers"] == []


def test_without_a_broker_it_is_red(staff, worker, no_broker):
    assert "broker" in faults(staff)[0]
    assert staff.get(ADDRESS).json()["messages"] == {}


def test_due_jobs_and_messages_are_counted(staff, api, worker, empty_broker):
    create(api), create(api)
    body = staff.get(ADDRESS).json()
    assert (body["backlog"], body["messages"]["default"]) == ({"default": 2}, 2)
    assert body["oldest_due"] is not None
    assert body["faults"] == []


def test_a_job_due_for_long_is_red(staff, api, worker):
    change(create(api), available_at=Now() - timedelta(hours=1))
    assert "A job has been due for 36" in faults(staff)[0]


def test_a_scheduled_job_is_not_due(staff, api, worker):
    change(create(api), available_at=Now() + timedelta(hours=1))
    assert staff.get(ADDRESS).json()["oldest_due"] is None


def test_a_lost_job_that_was_not_rescued_is_red(staff, api, worker):
    change(claim(create(api)), lease_until=Now() - timedelta(minutes=2))
    assert "1 jobs lost their worker" in faults(staff)[0]
    assert staff.get(ADDRESS).json()["expired_leases"] == 1
