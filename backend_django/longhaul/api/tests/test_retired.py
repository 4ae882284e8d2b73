"""Jobs of features that are not offered any more: reachable, though no schema speaks of them."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from rest_framework.test import APIClient

from longhaul.api.tests.steps import get, ids_of
from longhaul.jobs.models import Job, JobFile, JobResult
from longhaul.tests.accounts import issue_key
from longhaul.worker.keeper import dispatch_due


@pytest.fixture
def api(user):
    client = APIClient(enforce_csrf_checks=True)
    client.credentials(HTTP_AUTHORIZATION=f"Token {issue_key(user)}")
    return client


@pytest.fixture
def left(user):
    """Return a function that leaves a job of a feature that is not registered."""

    def leave(**values):
        return Job.objects.create(feature="gone", owner=user, queue="default", **values)

    return leave


@pytest.fixture
def done(api, left):
    job = left(status="completed", finished_at=timezone.now())
    JobResult.objects.create(job=job, attempt=1, data={"answer": 42}, size=14)
    file = ContentFile(b"0123456789", name="x.txt")
    JobFile.objects.create(
        job=job, kind="output", name="report", filename="x.txt", file=file, sha256="5", size=10
    )
    return api.get(f"/api/v1/gone/status/{job.pk}/").json()


def test_its_status_and_result_stay_readable(api, done):
    assert done["status"] == "completed"
    assert get(api, done, "results").json()["result"] == {"answer": 42}


def test_its_files_stay_readable(api, done):
    response = api.get(done["files"][0]["url"], headers={"range": "bytes=2-4"})
    assert (response.status_code, response.getvalue()) == (206, b"234")


def test_a_waiting_job_can_be_cancelled_and_deleted(api, left):
    job = left()
    assert api.post(f"/api/v1/gone/cancel/{job.pk}/").json()["status"] == "cancelled"
    assert api.delete(f"/api/v1/gone/delete/{job.pk}/").status_code == 204
    assert ids_of(api.get("/api/v1/jobs/")) == []


@pytest.mark.parametrize("verb", ["create", "list", "retry", "repeat"])
def test_nothing_new_can_be_made_of_it(api, left, verb):
    address = f"/api/v1/gone/{verb}/" + (f"{left().pk}/" if verb.startswith("re") else "")
    response = api.post(address)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_a_job_is_not_found_under_another_feature_s_name(api, done):
    assert api.get(f"/api/v1/lost/status/{done['id']}/").status_code == 404
    assert api.get(f"/api/v1/echo/status/{done['id']}/").status_code == 404


def test_no_worker_is_woken_for_it(left, empty_broker):
    left()
    assert dispatch_due() == 0
    assert empty_broker() == 0
