"""Limits: how much one user may have, and how often one may ask."""

import pytest
from django.test import RequestFactory
from rest_framework.test import APIClient

from longhaul.api import throttles
from longhaul.api.tests.steps import PASSWORD, create, get, post, run, upload
from longhaul.jobs import broker
from longhaul.jobs.broker import CircuitBreaker
from longhaul.jobs.models import Job, JobFile

CREDENTIALS = {"email": "ada@example.com", "password": PASSWORD}


@pytest.fixture
def limit(settings):
    """Return a function that sets limits; none is too small to reach."""

    def change(**limits):
        for name, value in limits.items():
            setattr(settings, name, value)

    return change


@pytest.fixture
def rate(settings, monkeypatch):
    """Return a function that sets the rate of a scope, counted from zero."""
    monkeypatch.setattr(throttles, "breaker", CircuitBreaker())
    monkeypatch.setattr(broker, "breaker", CircuitBreaker())

    def change(**rates):
        settings.API_RATES = {**settings.API_RATES, **rates}
        throttles.get_rate.cache_clear()
        throttles.get_limiter.cache_clear()
        throttles.get_limiter().storage.reset()

    yield change
    throttles.get_rate.cache_clear()
    throttles.get_limiter.cache_clear()


# ── how much ────────────────────────────────────────────────────────────────────────────────────


def test_an_owner_has_only_so_many_unfinished_jobs(api, limit):
    limit(JOBS_MAX_UNFINISHED=2)
    create(api), create(api)
    response = post(api)
    assert (response.status_code, response.json()["code"]) == (429, "limit_exceeded")
    assert "2 of your jobs are unfinished" in response.json()["detail"]
    assert response["Retry-After"] == "60"
    assert Job.objects.count() == 2


def test_a_finished_job_makes_room(api, limit):
    limit(JOBS_MAX_UNFINISHED=1)
    run(create(api))
    assert post(api).status_code == 202


def test_others_have_room_of_their_own(api, limit, other, client_of):
    limit(JOBS_MAX_UNFINISHED=1)
    create(api)
    assert post(client_of(other)).status_code == 202


def test_a_retry_needs_room_too(api, limit, job_in):
    limit(JOBS_MAX_UNFINISHED=1)
    job = job_in("failed")
    create(api)
    assert api.post(job["links"]["retry"]).status_code == 429


def test_a_repeated_request_finds_its_job_whatever_the_limit(api, limit):
    limit(JOBS_MAX_UNFINISHED=1)
    first = api.post("/api/v1/echo/create/", {}, format="json", headers={"Idempotency-Key": "k"})
    again = api.post("/api/v1/echo/create/", {}, format="json", headers={"Idempotency-Key": "k"})
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])


def test_an_owner_stores_only_so_many_bytes(api, limit):
    limit(JOBS_MAX_STORED_BYTES=15)
    assert upload(api, b"0123456789").status_code == 202
    response = upload(api, b"0123456789")
    assert (response.status_code, response.json()["code"]) == (429, "limit_exceeded")
    assert "hold 10 bytes; 10 more would exceed 15" in response.json()["detail"]
    assert JobFile.objects.count() == Job.objects.count() == 1


def test_a_deleted_job_gives_its_bytes_back(api, limit):
    limit(JOBS_MAX_STORED_BYTES=15)
    api.delete(upload(api, b"0123456789").json()["links"]["delete"])
    assert upload(api, b"0123456789").status_code == 202


# ── how often ───────────────────────────────────────────────────────────────────────────────────


def test_who_asks_too_often_is_told_when_to_come_back(api, rate):
    rate(create="2/minute")
    create(api), create(api)
    response = post(api)
    assert (response.status_code, response.json()["code"]) == (429, "limit_exceeded")
    seconds = response["Retry-After"]
    assert 1 <= int(seconds) <= 60
    told = f"You may ask 2 times a minute here. Ask again in {seconds} seconds."
    assert response.json()["detail"] == told
    assert Job.objects.count() == 2


def test_each_user_is_counted_apart(api, rate, other, client_of):
    rate(create="1/minute")
    create(api)
    assert post(client_of(other)).status_code == 202


@pytest.mark.parametrize(
    "address", ["/api/v1/jobs/", "/api/v1/echo/list/", "/api/v1/jobs/summary/"]
)
def test_polling_has_a_rate_of_its_own(api, rate, address):
    rate(polling="2/minute", create="2/minute", other="2/minute")
    job = create(api)
    get(api, job), api.get(address)
    assert api.get(address).status_code == get(api, job).status_code == 429
    assert post(api).status_code == 202
    assert api.get("/api/v1/features/").status_code == 200


def test_a_library_s_view_counts_as_any_other(api, rate):
    rate(other="1/minute")
    api.get("/api/v1/features/")
    assert api.get("/api/v1/auth/user/").status_code == 429


@pytest.mark.parametrize("address", ["/api/v1/auth/login/", "/api/v1/auth/session/"])
def test_signing_in_is_counted_per_address(guest, verified, rate, address):
    rate(sign_in="2/minute")
    for _ in range(2):
        APIClient().post(address, CREDENTIALS, format="json")
    assert guest.post(address, CREDENTIALS, format="json").status_code == 429
    elsewhere = APIClient(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post(address, CREDENTIALS, format="json").status_code in (200, 204)


def test_looking_at_the_session_is_no_attempt_to_sign_in(guest, rate):
    rate(sign_in="1/minute")
    for _ in range(2):
        assert guest.get("/api/v1/auth/session/").status_code == 200


def test_a_change_of_address_is_counted_as_a_mail_and_a_look_at_it_is_not(api, rate):
    rate(registration="1/minute")
    address = "/api/v1/auth/email/"
    assert [api.post(address, {}, format="json").status_code for _ in range(2)] == [400, 429]
    assert api.get(address).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "ident"), [(0, "192.0.2.1"), (1, "203.0.113.9"), (2, "198.51.100.5")]
)
def test_only_the_named_number_of_proxies_is_believed(settings, proxies, ident):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}
    forwarded = "10.9.9.9, 198.51.100.5, 203.0.113.9"
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get(
        "/", headers={"X-Forwarded-For": forwarded}
    )
    assert throttles.ScopedThrottle().get_ident(request) == ident


def test_without_the_counters_everybody_may_ask(api, rate, settings, monkeypatch):
    rate(create="1/minute")
    settings.API_COUNTERS_URL = "redis://127.0.0.1:1/0"
    throttles.get_limiter.cache_clear()
    create(api), create(api)
    assert throttles.breaker.is_open


def test_a_broken_broker_is_not_asked_for_counters_either(api, rate):
    rate(create="1/minute")
    broker.breaker.trip()
    create(api), create(api)
