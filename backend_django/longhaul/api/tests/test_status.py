from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test.utils import override_script_prefix

from longhaul.api.jobs.serializers import link
from longhaul.api.tests.steps import change, claim, create, get, run, upload
from longhaul.jobs.models import Job

STATES = ["pending", "processing", "completed", "failed", "cancelled", "purged"]


@pytest.mark.parametrize("state", STATES)
def test_status_is_200_in_every_state(api, job_in, state):
    response = get(api, job_in(state))
    assert response.status_code == 200
    assert response.json()["status"] == {"purged": "completed"}.get(state, state)


@pytest.mark.parametrize(
    ("state", "phase"), [("pending", "queued"), ("processing", "running"), ("failed", "failed")]
)
def test_the_phase_says_what_happens_now(api, job_in, state, phase):
    assert get(api, job_in(state)).json()["phase"] == phase


def test_a_job_asked_to_stop_is_cancelling(api):
    job = claim(create(api))
    api.post(job["links"]["cancel"])
    job = get(api, job).json()
    assert (job["status"], job["phase"], job["cancel_requested"]) == (
        "processing",
        "cancelling",
        True,
    )


def test_a_job_that_waits_for_another_attempt_is_retrying(api):
    job = run(create(api, "script", fail_attempts=1))
    job = get(api, job).json()
    assert (job["status"], job["phase"], job["attempt"]) == ("pending", "retrying", 1)


@pytest.mark.parametrize(
    ("current", "total", "percent"), [(0, None, None), (7, 19, 36), (19, 19, 100), (20, 19, 100)]
)
def test_progress_has_a_percentage_once_the_total_is_known(api, current, total, percent):
    job = claim(create(api))
    change(job, progress_current=current, progress_total=total)
    assert get(api, job).json()["progress"] == {
        "current": current,
        "total": total,
        "percent": percent,
        "message": "",
    }


def test_a_completed_job_is_at_100_percent(api, job_in):
    assert get(api, job_in("completed")).json()["progress"]["percent"] == 100


def test_a_failed_job_says_why_without_its_insides(api, job_in):
    error = get(api, job_in("failed")).json()["error"]
    assert error["code"] == "internal"
    assert "secret" not in error["detail"]


def test_a_finer_code_of_a_feature_is_told(api):
    job = run(upload(api, b"refuse me").json())
    error = get(api, job).json()["error"]
    assert error["code"] == "refused_by_itself"
    assert error["detail"] == "The file asks to be refused."
    assert error["retryable"] is False


def test_files_come_and_go_with_the_job(api, job_in):
    job = run(upload(api).json())
    assert [file["kind"] for file in get(api, job).json()["files"]] == ["input", "output"]
    assert get(api, job_in("purged")).json()["files"] == []


def test_links_end_with_a_slash_and_lead_to_the_job(api):
    links = upload(api).json()["links"]
    addresses = [*links.pop("downloads").values(), *links.values()]
    assert all(address.endswith("/") for address in addresses)
    assert set(links) == {"self", "results", "cancel", "retry", "repeat", "delete"}


def test_a_finished_job_says_until_when_it_is_kept(api, job_in):
    job = get(api, job_in("completed")).json()
    assert job["expires_at"] > job["finished_at"] > job["started_at"]


def test_asking_about_a_stranded_job_rescues_it(api):
    job = claim(create(api), lease=timedelta(seconds=-1))
    assert get(api, job).json()["phase"] == "retrying"
    assert Job.objects.get().lease_losses == 1


def test_a_lost_attempt_is_told_with_its_time(api):
    job = create(api)
    before = get(api, claim(job)).json()
    assert (before["losses"], before["lost_at"]) == (0, None)
    change(job, lease_until=Now() - timedelta(seconds=1))
    after = get(api, job).json()
    assert after["losses"] == 1
    assert after["started_at"] < after["lost_at"] < after["available_at"]


@pytest.mark.parametrize("verb", ["status", "results", "download-text"])
def test_a_job_is_not_found_under_another_feature(api, verb):
    job = create(api)
    assert api.get(f"/api/v1/copy-file/{verb}/{job['id']}/").status_code == 404


@pytest.mark.parametrize(
    "job_id", ["1", "not-a-uuid", "0" * 32, "{}", "ffffffff-ffff-ffff-ffff-ffffffffffff", "%00"]
)
def test_no_such_job_is_404(api, job_id):
    response = api.get(f"/api/v1/echo/status/{job_id}/")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("state", STATES)
def test_only_an_unfinished_job_is_worth_asking_again(api, job_in, state):
    response = get(api, job_in(state))
    assert response.has_header("Retry-After") == (state in ("pending", "processing"))


def test_links_follow_the_prefix_under_which_the_server_is_mounted():
    job = Job(feature="echo", pk="0197a5e2-7c1b-7d3e-9f60-5b8f2a6c4d10")
    with override_script_prefix("/mounted/"):
        assert link(job, "status").startswith("/mounted/api/v1/echo/status/")
    assert link(job, "status").startswith("/api/v1/echo/status/")
