from base64 import urlsafe_b64encode

import pytest
from django.utils import timezone

from longhaul.api.tests.steps import claim, create, ids_of
from longhaul.jobs.models import Job


def walk(api, address, link):
    """Follow a link until it ends; return the ids of each page."""
    pages = []
    while address:
        response = api.get(address)
        pages.append(ids_of(response))
        address = response.json()[link]
    return pages


def test_a_page_holds_twenty_jobs(api, user):
    Job.objects.bulk_create(Job(feature="echo", owner=user, queue="default") for _ in range(21))
    assert [len(page) for page in walk(api, "/api/v1/jobs/", "next")] == [20, 1]


@pytest.mark.parametrize("sort", ["", "&sort=created_at"])
@pytest.mark.parametrize("size", [1, 2, 4, 5, 6])
def test_the_pages_together_are_all_jobs(api, five, sort, size):
    pages = walk(api, f"/api/v1/jobs/?page_size={size}{sort}", "next")
    order = five if sort == "&sort=created_at" else five[::-1]
    assert [job for page in pages for job in page] == order
    assert all(len(page) == size for page in pages[:-1])


def test_the_way_back_leads_through_the_same_pages(api, five):
    address = "/api/v1/jobs/?page_size=2"
    there = walk(api, address, "next")
    second = api.get(api.get(address).json()["next"]).json()
    third = api.get(second["next"]).json()
    assert walk(api, third["previous"], "previous") == [there[1], there[0]]


def test_jobs_of_the_same_moment_are_told_apart(api, five):
    Job.objects.update(created_at=timezone.now())
    pages = walk(api, "/api/v1/jobs/?page_size=2", "next")
    assert sorted(job for page in pages for job in page) == sorted(five)


def test_a_new_job_does_not_shift_the_next_page(api, five):
    first = api.get("/api/v1/jobs/?page_size=2").json()
    create(api)
    assert ids_of(api.get(first["next"])) == [five[2], five[1]]


def test_a_cursor_keeps_the_filters(api, five):
    claim({"id": five[4]})
    first = api.get("/api/v1/jobs/?page_size=2&status=pending").json()
    assert "status=pending" in first["next"]
    assert ids_of(api.get(first["next"])) == [five[1], five[0]]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "7",
        "[]",
        '["2026-11-20T09:03:00+00:00", 1, 0]',
        '["2026-11-20T09:03:00+00:00", "1", 0]',
        '[7, "ffffffff-ffff-ffff-ffff-ffffffffffff", 0]',
        '["0001-01-01T00:00:00+14:00", "ffffffff-ffff-ffff-ffff-ffffffffffff", 0]',
        "[" * 5_000,
        "\udcff",
    ],
)
def test_a_cursor_is_not_made_by_hand(api, content):
    cursor = urlsafe_b64encode(content.encode("utf-8", "surrogateescape")).decode() or "!"
    response = api.get("/api/v1/jobs/", {"cursor": cursor})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "cursor"


def test_a_cursor_shows_nothing_of_others(api, five, client_of, other):
    create(client_of(other))
    address = api.get("/api/v1/jobs/?page_size=1").json()["next"]
    assert ids_of(client_of(other).get(address)) == []
