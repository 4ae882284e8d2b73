from datetime import timedelta

import pytest
from django.utils import timezone

from longhaul.api.tests.steps import change, claim, create, get, run, upload
from longhaul.jobs.services import expire_overdue


def test_results_of_a_completed_job_are_typed(api):
    job = run(create(api, text="ab", times=2))
    body = get(api, job, "results").json()
    assert body["result"] == {"text": "abab"}
    assert (body["id"], body["feature"]) == (job["id"], "echo")


def test_results_list_the_files_that_were_made(api):
    job = run(upload(api, b"hello").json())
    [file] = get(api, job, "results").json()["files"]
    assert (file["name"], file["kind"], file["size"]) == ("copy.txt", "output", 5)
    assert file["url"] == job["links"]["downloads"]["copy"]


@pytest.mark.parametrize("state", ["pending", "processing"])
def test_results_are_not_ready_before_the_end(api, job_in, state):
    response = get(api, job_in(state), "results")
    assert (response.status_code, response.json()["code"]) == (409, "not_ready")
    assert int(response["Retry-After"]) >= 1


@pytest.mark.parametrize(("state", "code"), [("failed", "internal"), ("cancelled", "cancelled")])
def test_results_of_a_job_without_any_tell_why(api, job_in, state, code):
    response = get(api, job_in(state), "results")
    assert (response.status_code, response.json()["code"]) == (409, code)
    assert not response.has_header("Retry-After")


def test_results_tell_the_finer_code_of_a_feature(api):
    job = run(upload(api, b"refuse me").json())
    problem = get(api, job, "results").json()
    assert (problem["status"], problem["code"]) == (409, "refused_by_itself")
    assert problem["detail"] == "The file asks to be refused."


@pytest.mark.parametrize("code", ["expired", "too_large", "not_found"])
def test_a_job_that_failed_is_409_whatever_its_code_means_elsewhere(api, job_in, code):
    job = job_in("failed")
    change(job, error_code=code)
    response = get(api, job, "results")
    assert (response.status_code, response.json()["code"]) == (409, code)


def test_a_job_that_waited_too_long_is_409(api):
    job = create(api)
    change(job, start_by=timezone.now() - timedelta(seconds=1))
    expire_overdue()
    assert get(api, job, "results").status_code == 409


def test_results_that_were_purged_are_410(api, job_in):
    response = get(api, job_in("purged"), "results")
    assert (response.status_code, response.json()["code"]) == (410, "expired")


def test_results_past_their_time_are_410_before_they_are_purged(api, job_in):
    job = job_in("completed")
    change(job, expires_at=timezone.now() - timedelta(seconds=1))
    assert get(api, job, "results").status_code == 410


def test_results_have_the_jobs_etag(api, job_in):
    job = job_in("completed")
    response = get(api, job, "results")
    assert response["ETag"] == get(api, job)["ETag"]
    assert response["Cache-Control"] == "private, no-cache"


def test_unchanged_results_are_304(api, job_in):
    job = job_in("completed")
    etag = get(api, job, "results")["ETag"]
    assert get(api, job, "results", if_none_match=etag).status_code == 304


def test_an_etag_does_not_hide_that_results_are_not_ready(api):
    job = claim(create(api))
    etag = get(api, job)["ETag"]
    assert get(api, job, "results", if_none_match=etag).status_code == 409
