"""A new job like an earlier one, without sending its files again."""

from dataclasses import replace

import pytest

from longhaul.api.tests.steps import TEXT, create, download, errors_of, ids_of, join, run, upload
from longhaul.feature import Upload
from longhaul.jobs.models import JobFile
from longhaul.tests.features import Copy


def repeat(api, job, key="", **body):
    headers = {"idempotency-key": key} if key else {}
    return api.post(job["links"]["repeat"], body, format="json", headers=headers)


def test_it_has_the_files_and_the_options_of_the_earlier_one(api):
    first = upload(api, TEXT, options='{"upper": true}').json()
    response = repeat(api, first)
    second = response.json()
    assert response.status_code == 202
    assert second["id"] != first["id"]
    assert (second["options"], second["title"]) == ({"upper": True}, "hello.txt")
    assert second["files"][0]["sha256"] == first["files"][0]["sha256"]
    assert download(api, run(second)).getvalue() == TEXT.upper()


def test_an_empty_body_is_enough(api):
    assert api.post(create(api)["links"]["repeat"]).status_code == 202


def test_other_options_may_be_given(api):
    job = repeat(api, create(api, text="a", times=2), options={"times": 3}).json()
    assert job["options"] == {"text": "hello", "times": 3}


def test_all_files_are_taken_in_their_order(api):
    job = repeat(api, join(api, b"one", b"two").json()).json()
    assert [api.get(file["url"]).getvalue() for file in job["files"]] == [b"one", b"two"]


def test_its_files_stay_when_the_earlier_job_is_deleted(api):
    first = upload(api, TEXT).json()
    second = repeat(api, first).json()
    api.delete(first["links"]["delete"])
    assert api.get(second["files"][0]["url"]).getvalue() == TEXT


@pytest.mark.parametrize("state", ["pending", "processing", "completed", "failed", "cancelled"])
def test_it_does_not_matter_how_the_earlier_one_is(api, job_in, state):
    assert repeat(api, job_in(state)).status_code == 202


def test_it_is_made_once_for_one_key(api):
    first = upload(api).json()
    ids = {repeat(api, first, key="once").json()["id"] for _ in range(2)}
    assert len(ids) == 1


def test_it_can_be_scheduled(api):
    job = repeat(api, create(api), available_at="2999-01-01T00:00:00Z").json()
    assert job["phase"] == "scheduled"


def test_files_that_were_removed_cannot_be_sent_again(api, job_in):
    response = repeat(api, job_in("purged"))
    assert (response.status_code, response.json()["code"]) == (410, "expired")


def test_files_that_are_gone_from_the_disk_are_404(api):
    first = upload(api).json()
    file = JobFile.objects.get()
    file.file.storage.delete(file.file.name)
    assert repeat(api, first).status_code == 404
    assert ids_of(api.get("/api/v1/jobs/")) == [first["id"]]


def test_files_that_are_not_accepted_any_more_are_refused(api, monkeypatch):
    first = upload(api).json()
    monkeypatch.setattr(Copy, "uploads", (Upload("text", extensions=(".csv",)),))
    response = repeat(api, first)
    assert (response.status_code, errors_of(response)) == (
        415,
        [("text", "unsupported_media_type")],
    )


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ({"max_size": 3}, "too_large"),
        ({"max_files": 0}, "too_many_files"),
        ({"max_total": 3}, "too_large"),
    ],
)
def test_limits_that_were_lowered_since_apply(api, monkeypatch, limit, code):
    first = upload(api).json()
    monkeypatch.setattr(Copy, "uploads", (replace(Copy.uploads[0], **limit),))
    assert errors_of(repeat(api, first)) == [("text", code)]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"options": {"times": 6}}, ("options.times", "less_than_equal")),
        ({"text": "a.txt"}, ("text", "unknown")),
    ],
)
def test_what_create_refuses_is_refused(api, body, error):
    response = repeat(api, create(api), **body)
    assert (response.status_code, errors_of(response)) == (400, [error])


def test_a_limit_holds_for_it_too(api, settings):
    settings.JOBS_MAX_UNFINISHED = 1
    assert repeat(api, create(api)).status_code == 429
