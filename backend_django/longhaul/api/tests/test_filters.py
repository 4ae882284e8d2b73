from datetime import timedelta

import pytest
from django.utils import timezone

from longhaul.api.tests.steps import change, create, ids_of, upload
from longhaul.jobs.models import Job


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=pending", ["pending"]),
        ("status=completed", ["completed"]),
        ("status=pending&status=completed", ["completed", "pending"]),
        ("status=failed", []),
    ],
)
def test_a_status_may_be_repeated(api, job_in, query, found):
    for state in ("pending", "completed"):
        job_in(state)
    body = api.get(f"/api/v1/jobs/?{query}").json()
    assert [job["status"] for job in body["results"]] == found


def test_all_jobs_can_be_narrowed_to_a_feature(api, five):
    other = create(api, "script")
    assert ids_of(api.get("/api/v1/jobs/?feature=script")) == [other["id"]]


def test_many_jobs_are_asked_about_at_once(api, five):
    wanted = ",".join([five[1], five[3], "ffffffff-ffff-7fff-bfff-ffffffffffff"])
    assert ids_of(api.get(f"/api/v1/jobs/?ids={wanted}")) == [five[3], five[1]]


def test_no_ids_are_no_jobs(api, five):
    assert ids_of(api.get("/api/v1/jobs/?ids=")) == []


@pytest.mark.parametrize(("count", "status"), [(100, 200), (101, 400)])
def test_at_most_a_hundred_are_asked_about_at_once(api, five, count, status):
    wanted = ",".join([five[0]] * count)
    assert api.get(f"/api/v1/jobs/?page_size=100&ids={wanted}").status_code == status


def test_a_list_has_two_ends_in_time(api, five):
    moments = {}
    for hours, job in enumerate(five):
        moments[job] = timezone.now() - timedelta(hours=hours)
        change({"id": job}, created_at=moments[job])
    query = {"created_after": moments[five[3]], "created_before": moments[five[0]]}
    query = {name: moment.isoformat() for name, moment in query.items()}
    assert ids_of(api.get("/api/v1/jobs/", query)) == [five[1], five[2]]


@pytest.mark.parametrize(
    "moment", ["2026-11-20", "2026-11-20T09:03:00", "2026-11-20T09:03:00+01:00"]
)
def test_a_moment_may_be_written_in_several_ways(api, moment):
    assert api.get(f"/api/v1/jobs/?created_before={moment}").status_code == 200


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("50%", ["50% off.txt"]),
        ("a_b", ["a_b.txt"]),
        ("REPORT", ["Report 7.txt"]),
        ("report 7.txt", ["Report 7.txt"]),
        ("über", ["Überblick.txt"]),
        ("7", []),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("'", []),
        ("\0", ["Überblick.txt", "Report 7.txt", "axb.txt", "a_b.txt", "50% off.txt"]),
        ("x" * 5_000, []),
    ],
)
def test_search_looks_at_the_beginning_of_titles(api, search, found):
    for name in ("50% off.txt", "a_b.txt", "axb.txt", "Report 7.txt", "Überblick.txt"):
        upload(api, name=name)
    body = api.get("/api/v1/jobs/", {"search": search}).json()
    assert [job["title"] for job in body["results"]] == found


@pytest.mark.parametrize("length", [8, 13, 20, 36])
def test_search_looks_at_the_beginning_of_ids(api, user, length):
    ours, other = "0a1b2c3d-4e5f-7a6b-8c7d-000000000001", "1a1b2c3d-4e5f-7a6b-8c7d-000000000002"
    for pk in (ours, other):
        Job.objects.create(pk=pk, feature="echo", owner=user, queue="default")
    assert ids_of(api.get(f"/api/v1/jobs/?search={ours[:length].upper()}")) == [ours]
