from datetime import timedelta

import pytest
from django.utils import timezone

from longhaul.api.jobs import listing as summary
from longhaul.api.tests.steps import create, run
from longhaul.jobs.models import Job

NONE = {"pending": 0, "processing": 0, "completed": 0, "failed": 0, "cancelled": 0}


def counts(api):
    return api.get("/api/v1/jobs/summary/").json()


def test_nothing_is_counted_as_nothing(api):
    assert counts(api) == {"counts": NONE, "capped": []}


def test_jobs_are_counted_by_status(api, job_in):
    for state in ("pending", "pending", "processing", "completed", "failed", "cancelled"):
        job_in(state)
    expected = {"pending": 2, "processing": 1, "completed": 1, "failed": 1, "cancelled": 1}
    assert counts(api) == {"counts": expected, "capped": []}


def test_a_purged_job_is_still_one(api, job_in):
    job_in("purged")
    assert counts(api)["counts"]["completed"] == 1


def test_a_job_of_later_is_pending(api):
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    api.post("/api/v1/echo/create/", {"available_at": later}, format="json")
    assert counts(api)["counts"]["pending"] == 1


def test_others_jobs_are_not_counted(api, other, client_of):
    create(client_of(other))
    assert counts(api)["counts"] == NONE


@pytest.mark.parametrize(("jobs", "capped"), [(3, []), (4, ["completed"])])
def test_the_finished_are_counted_so_far(api, monkeypatch, jobs, capped):
    monkeypatch.setattr(summary, "COUNTED_TO", 3)
    for _ in range(jobs):
        run(create(api))
    body = counts(api)
    assert (body["counts"]["completed"], body["capped"]) == (3, capped)


def test_the_unfinished_are_counted_whatever_their_number(api, monkeypatch):
    monkeypatch.setattr(summary, "COUNTED_TO", 1)
    for _ in range(3):
        create(api)
    assert counts(api) == {"counts": {**NONE, "pending": 3}, "capped": []}


def test_a_row_for_every_count_is_one_user_s(api, user):
    Job.objects.bulk_create(Job(feature="echo", owner=user, queue="default") for _ in range(5))
    assert counts(api)["counts"]["pending"] == 5
