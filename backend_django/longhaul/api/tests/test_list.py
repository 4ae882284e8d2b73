import pytest

from longhaul.api.tests.steps import create, get, ids_of, run, upload


def test_a_list_without_jobs_is_empty(api):
    body = api.get("/api/v1/echo/list/").json()
    assert body == {"next": None, "previous": None, "results": []}


def test_the_newest_job_comes_first(api, five):
    assert ids_of(api.get("/api/v1/echo/list/")) == five[::-1]


def test_the_oldest_job_comes_first_if_asked(api, five):
    assert ids_of(api.get("/api/v1/echo/list/?sort=created_at")) == five


def test_an_item_is_the_status_document_without_files_and_detail(api):
    job = run(upload(api, b"refuse me").json())
    [item] = api.get("/api/v1/copy-file/list/").json()["results"]
    whole = get(api, job).json()
    del whole["files"], whole["error"]["detail"]
    assert item == whole


def test_a_feature_lists_its_own_jobs(api, five):
    other = create(api, "script")
    assert ids_of(api.get("/api/v1/script/list/")) == [other["id"]]
    assert ids_of(api.get("/api/v1/jobs/")) == [other["id"], *five[::-1]]


def test_a_list_is_private(api):
    response = api.get("/api/v1/jobs/")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Authorization, Cookie, Accept"


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
