from datetime import timedelta

import pytest
from django.utils import timezone

from longhaul.api.tests.steps import create, errors_of, post, upload
from longhaul.jobs import broker
from longhaul.jobs.broker import CircuitBreaker
from longhaul.jobs.models import Job


def test_create_answers_with_the_status_document(api):
    response = post(api, options={"text": "hi"})
    job = response.json()
    assert response.status_code == 202
    assert (job["status"], job["phase"], job["attempt"]) == ("pending", "queued", 0)
    assert job["options"] == {"text": "hi", "times": 1}
    assert response["Location"] == job["links"]["self"] == f"/api/v1/echo/status/{job['id']}/"


def test_create_says_when_to_ask_again(api):
    assert int(post(api)["Retry-After"]) >= 1


def test_times_are_utc_with_milliseconds(api):
    moment = create(api)["created_at"]
    assert moment.endswith("Z")
    assert len(moment) == len("2026-11-20T09:03:00.123Z")


@pytest.mark.parametrize("body", [{}, {"options": None}, {"options": {}}])
def test_missing_options_are_the_defaults(api, body):
    assert post(api, **body).json()["options"] == {"text": "hello", "times": 1}


def test_an_empty_body_is_the_defaults(api):
    assert api.post("/api/v1/echo/create/").status_code == 202


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"times": 9}, ("options.times", "less_than_equal")),
        ({"times": "many"}, ("options.times", "int_parsing")),
        ({"text": None}, ("options.text", "string_type")),
        ({"text": "x" * 101}, ("options.text", "string_too_long")),
        ({"colour": "red"}, ("options.colour", "extra_forbidden")),
        ([], ("options", "model_type")),
        (7, ("options", "model_type")),
        ("{", ("options", "invalid")),
    ],
)
def test_a_bad_option_is_named(api, options, error):
    response = post(api, options=options)
    assert (response.status_code, errors_of(response)) == (400, [error])
    assert not Job.objects.exists()


def test_an_unknown_field_is_refused(api):
    response = post(api, optoins={})
    assert (response.status_code, errors_of(response)) == (400, [("optoins", "unknown")])


def test_a_job_can_be_scheduled(api):
    later = timezone.now() + timedelta(hours=1)
    response = post(api, available_at=later.isoformat())
    assert response.json()["phase"] == "scheduled"
    assert response["Retry-After"] == "60"
    assert Job.objects.get().available_at == later


def test_a_job_with_a_file_can_be_scheduled(api):
    assert upload(api, available_at="2999-01-01T00:00:00Z").json()["phase"] == "scheduled"


def test_a_moment_in_the_past_means_now(api):
    job = post(api, available_at="2001-01-01T00:00:00Z").json()
    assert (job["phase"], job["available_at"]) == ("queued", job["created_at"])


@pytest.mark.parametrize(
    "moment",
    ["", "soon", 7, True, [], {}, "2026-13-01T00:00:00Z", "2026\0", "9999-12-31T23:59:59-14:00"],
)
def test_garbage_is_no_moment(api, moment):
    response = post(api, available_at=moment)
    assert (response.status_code, errors_of(response)) == (400, [("available_at", "invalid")])


def test_a_job_is_accepted_without_a_broker(api, no_broker, monkeypatch):
    monkeypatch.setattr(broker, "breaker", CircuitBreaker())
    assert post(api).status_code == 202
    assert Job.objects.get().dispatched_at is None
