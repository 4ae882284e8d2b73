from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Job

from .steps import change, claim, create, get, run, upload


def ids(response):
    return [job["id"] for job in response.json()["results"]]


def walk(api, address, link):
    """Follow a link until it ends; return the ids of each page."""
    pages = []
    while address:
        response = api.get(address)
        pages.append(ids(response))
        address = response.json()[link]
    return pages


@pytest.fixture
def five(api):
    return [create(api)["id"] for _ in range(5)]


def test_a_list_without_jobs_is_empty(api):
    body = api.get("/api/v1/echo/list/").json()
    assert body == {"next": None, "previous": None, "results": []}


def test_the_newest_job_comes_first(api, five):
    assert ids(api.get("/api/v1/echo/list/")) == five[::-1]


def test_the_oldest_job_comes_first_if_asked(api, five):
    assert ids(api.get("/api/v1/echo/list/?sort=created_at")) == five


def test_an_item_is_the_status_document_without_files_and_detail(api):
    job = run(upload(api, b"refuse me").json())
    [item] = api.get("/api/v1/copy-file/list/").json()["results"]
    whole = get(api, job).json()
    del whole["files"], whole["error"]["detail"]
    assert item == whole


def test_a_feature_lists_its_own_jobs(api, five):
    other = create(api, "script")
    assert ids(api.get("/api/v1/script/list/")) == [other["id"]]
    assert ids(api.get("/api/v1/jobs/")) == [other["id"], *five[::-1]]


def test_a_list_is_private(api):
    response = api.get("/api/v1/jobs/")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Authorization, Cookie, Accept"


def test_a_page_holds_twenty_jobs(api, user):
    Job.objects.bulk_create(Job(feature="echo", owner=user, queue="default") for _ in range(21))
    assert [len(page) for page in walk(api, "/api/v1/jobs/", "next")] == [20, 1]


@pytest.mark.parametrize("sort", ["", "&sort=created_at", "&sort=-created_at"])
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
    assert ids(api.get(first["next"])) == [five[2], five[1]]


def test_a_cursor_keeps_the_filters(api, five):
    claim({"id": five[4]})
    first = api.get("/api/v1/jobs/?page_size=2&status=pending").json()
    assert "status=pending" in first["next"]
    assert ids(api.get(first["next"])) == [five[1], five[0]]


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
    assert ids(api.get("/api/v1/jobs/?feature=script")) == [other["id"]]


def test_many_jobs_are_asked_about_at_once(api, five):
    wanted = ",".join([five[1], five[3], "ffffffff-ffff-7fff-bfff-ffffffffffff"])
    assert ids(api.get(f"/api/v1/jobs/?ids={wanted}")) == [five[3], five[1]]


def test_no_ids_are_no_jobs(api, five):
    assert ids(api.get("/api/v1/jobs/?ids=")) == []


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
    assert ids(api.get("/api/v1/jobs/", query)) == [five[1], five[2]]


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
        ("7", []),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("'", []),
        ("\0", ["Report 7.txt", "axb.txt", "a_b.txt", "50% off.txt"]),
        ("x" * 5_000, []),
    ],
)
def test_search_looks_at_the_beginning_of_titles(api, search, found):
    for name in ("50% off.txt", "a_b.txt", "axb.txt", "Report 7.txt"):
        upload(api, name=name)
    body = api.get("/api/v1/jobs/", {"search": search}).json()
    assert [job["title"] for job in body["results"]] == found


@pytest.mark.parametrize("length", [8, 13, 20, 36])
def test_search_looks_at_the_beginning_of_ids(api, user, length):
    ours, other = "0a1b2c3d-4e5f-7a6b-8c7d-000000000001", "1a1b2c3d-4e5f-7a6b-8c7d-000000000002"
    for pk in (ours, other):
        Job.objects.create(pk=pk, feature="echo", owner=user, queue="default")
    assert ids(api.get(f"/api/v1/jobs/?search={ours[:length].upper()}")) == [ours]


@pytest.mark.parametrize(
    "query",
    [
        "status=done",
        "status=pending&status=",
        "feature=nothing",
        "sort=title",
        "sort=-id",
        "page_size=0",
        "page_size=101",
        "page_size=-1",
        "page_size=ten",
        "page_size=",
        "page_size=%C2%B2",
        "page_size=" + "9" * 5_000,
        "created_after=soon",
        "created_before=2026-13-01",
        "created_after=0001-01-01T00:00:00%2B14:00",
        "ids=1,2",
        "page=2",
        "offset=20",
        "format=csv",
    ],
)
def test_an_unknown_parameter_or_value_is_named(api, query):
    response = api.get(f"/api/v1/jobs/?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == query.partition("=")[0]


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
    assert ids(client_of(other).get(address)) == []
