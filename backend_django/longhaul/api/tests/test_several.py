"""Several files under one name."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from longhaul.api.tests.steps import errors_of, get, join, run
from longhaul.jobs.models import Job

ONE, TWO, THREE = b"one", b"two!", b"three"


@pytest.fixture
def joined(api):
    return join(api, ONE, TWO, THREE).json()


def test_they_come_to_the_work_in_their_order(api, joined):
    assert get(api, run(joined), "results").json()["result"] == {"text": "onetwo!three"}


def test_the_job_is_named_by_the_first_and_how_many_more_there_are(joined):
    assert joined["title"] == "1.txt + 2"


def test_each_is_listed_with_an_address_of_its_own(joined):
    root = f"/api/v1/join-files/download-texts/{joined['id']}/"
    assert [file["url"] for file in joined["files"]] == [root, f"{root}?file=2", f"{root}?file=3"]
    assert {(file["kind"], file["part"]) for file in joined["files"]} == {("input", "texts")}


def test_each_can_be_fetched(api, joined):
    fetched = [api.get(file["url"]) for file in get(api, joined).json()["files"]]
    assert [response.getvalue() for response in fetched] == [ONE, TWO, THREE]
    assert [response["ETag"].strip('"') for response in fetched] == [
        file["sha256"] for file in joined["files"]
    ]


def test_a_range_is_one_of_the_file_that_is_asked_for(api, joined):
    response = api.get(joined["files"][1]["url"], headers={"range": "bytes=-2"})
    assert (response.status_code, response.getvalue()) == (206, b"o!")


def test_the_first_is_also_number_1(api, joined):
    assert api.get(f"{joined['files'][0]['url']}?file=1").getvalue() == ONE


@pytest.mark.parametrize("number", ["4", "999999"])
def test_there_is_no_further_one(api, joined, number):
    assert api.get(f"{joined['files'][0]['url']}?file={number}").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "01", "one", "", "1.0", "1000000", "\u0661"])
def test_files_are_numbered_from_1(api, joined, number):
    response = api.get(joined["files"][0]["url"], {"file": number})
    assert (response.status_code, errors_of(response)) == (400, [("file", "invalid")])


def test_equal_names_are_kept_apart(api):
    files = [SimpleUploadedFile("same.txt", text) for text in (ONE, TWO)]
    job = api.post("/api/v1/join-files/create/", {"texts": files}, format="multipart").json()
    assert [file["name"] for file in job["files"]] == ["same.txt", "same.txt"]
    assert [api.get(file["url"]).getvalue() for file in job["files"]] == [ONE, TWO]


@pytest.mark.parametrize(
    ("texts", "status", "code"),
    [
        ([b"x"] * 4, 400, "too_many_files"),
        ([b"x" * 50_001], 413, "too_large"),
        ([b"x" * 40_000, b"x" * 40_001], 413, "too_large"),
        ([b"x", b""], 400, "empty_file"),
    ],
)
def test_too_many_or_too_much_is_refused(api, texts, status, code):
    response = join(api, *texts)
    assert (response.status_code, errors_of(response)) == (status, [("texts", code)])
    assert not Job.objects.exists()


def test_as_much_as_is_allowed_is_taken(api):
    assert join(api, b"x" * 40_000, b"x" * 30_000, b"x" * 10_000).status_code == 202


@pytest.mark.parametrize("field", ["texts", "unknown"])
def test_what_is_too_much_is_refused_before_all_of_it_has_come(api, field, monkeypatch):
    file = SimpleUploadedFile("a.txt", bytes(20_000_000))
    written = []
    monkeypatch.setattr(
        "django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk",
        lambda handler, chunk, start: written.append(len(chunk)),
    )
    response = api.post("/api/v1/join-files/create/", {field: file}, format="multipart")
    assert response.status_code in (400, 413)
    assert sum(written) < 1_000_000


def test_what_was_refused_on_its_way_leaves_no_file(api, settings):
    join(api, bytes(45_000), bytes(45_000), bytes(3_000_000))
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []
