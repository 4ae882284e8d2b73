from datetime import timedelta

import pytest
from django.conf import settings

from longhaul.api.tests.steps import claim, create, get, run, upload
from longhaul.jobs import transitions
from longhaul.jobs.models import Job, JobFile, JobResult
from longhaul.jobs.services import Failed, finish


@pytest.mark.parametrize(
    ("state", "answer", "then"),
    [
        ("pending", 200, "cancelled"),
        ("cancelled", 200, "cancelled"),
        ("processing", 202, "processing"),
        ("completed", 409, "completed"),
        ("failed", 409, "failed"),
    ],
)
def test_cancel(api, job_in, state, answer, then):
    job = job_in(state)
    response = api.post(job["links"]["cancel"])
    assert response.status_code == answer
    assert get(api, job).json()["status"] == then


def test_cancel_answers_with_the_status_document(api, job_in):
    job = job_in("processing")
    body = api.post(job["links"]["cancel"]).json()
    assert body == get(api, job).json()


def test_cancel_twice_asks_once(api, job_in):
    job = job_in("processing")
    first = api.post(job["links"]["cancel"])
    second = api.post(job["links"]["cancel"])
    assert (second.status_code, second["ETag"]) == (202, first["ETag"])


def test_a_job_cancelled_while_it_waited_never_runs(api, job_in):
    job = run(job_in("cancelled"))
    assert get(api, job).json()["attempt"] == 0


@pytest.mark.parametrize(
    ("state", "answer", "code"),
    [
        ("pending", 409, "conflict"),
        ("processing", 409, "conflict"),
        ("completed", 409, "conflict"),
        ("purged", 410, "expired"),
    ],
)
def test_retry_is_refused(api, job_in, state, answer, code):
    response = api.post(job_in(state)["links"]["retry"])
    assert (response.status_code, response.json()["code"]) == (answer, code)


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_retry_begins_again_under_the_same_id(api, job_in, state):
    job = get(api, job_in(state)).json()
    response = api.post(job["links"]["retry"])
    body = response.json()
    assert (response.status_code, body["id"], body["status"]) == (202, job["id"], "pending")
    assert response["Retry-After"]
    assert (body["error"], body["finished_at"], body["expires_at"]) == (None, None, None)
    assert body["cancel_requested"] is False


def test_attempts_go_on_counting_after_a_retry(api, job_in):
    job = job_in("failed")
    body = api.post(job["links"]["retry"]).json()
    assert (body["attempt"], body["max_attempts"]) == (1, 4)
    assert get(api, run(job)).json()["attempt"] == 2


def test_a_retried_job_still_has_its_input(api):
    job = run(upload(api, b"refuse me").json())
    body = api.post(job["links"]["retry"]).json()
    assert api.get(body["files"][0]["url"]).getvalue() == b"refuse me"


@pytest.mark.parametrize(
    "state", ["pending", "processing", "completed", "failed", "cancelled", "purged"]
)
def test_delete_is_204_in_every_state(api, job_in, state):
    response = api.delete(job_in(state)["links"]["delete"])
    assert (response.status_code, response.content) == (204, b"")
    assert not Job.objects.exists()


def test_a_deleted_job_is_404_everywhere(api):
    job = run(upload(api).json())
    links = job["links"]
    api.delete(links["delete"])
    for address in (links["self"], links["results"], *links["downloads"].values()):
        assert api.get(address).status_code == 404
    for address in (links["cancel"], links["retry"]):
        assert api.post(address).status_code == 404
    assert api.delete(links["delete"]).status_code == 404


def test_delete_takes_result_and_files_along(api):
    job = run(upload(api).json())
    stored = settings.MEDIA_ROOT / "jobs" / job["id"]
    assert [path.name for path in stored.rglob("*.txt")]
    api.delete(job["links"]["delete"])
    assert not JobFile.objects.exists()
    assert not JobResult.objects.exists()
    assert not list(stored.rglob("*.txt"))


def test_a_worker_has_nothing_to_write_to_after_a_delete(api):
    job = claim(create(api))
    worked_on = Job.objects.get()
    api.delete(job["links"]["delete"])
    assert transitions.extend_lease(worked_on, timedelta(minutes=1)) is None
    assert not finish(worked_on, Failed("internal", ""))
