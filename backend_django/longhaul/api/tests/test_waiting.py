"""Long polls. The time that a wait may take is given up, never measured."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.test import RequestFactory

from longhaul.api.jobs import long_polling as waiting
from longhaul.api.jobs.long_polling import preferred_seconds
from longhaul.api.tests.steps import change, claim, create, get, run
from longhaul.jobs.models import Job


@contextmanager
def meanwhile(monkeypatch, act):
    """Let something happen while a request waits: in the place of its first sleep."""
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 1:
            act()

    monkeypatch.setattr(waiting.time, "sleep", sleep)
    yield slept


@pytest.fixture
def no_time(monkeypatch):
    """Return the sleeps of a wait in which nothing happens, and let it be over after three."""
    slept = []
    monkeypatch.setattr(waiting.time, "sleep", slept.append)
    monkeypatch.setattr(waiting.time, "monotonic", lambda: 10.0 * len(slept))
    return slept


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        ("wait=20", 20),
        ("Wait = 3", 3),
        ('wait="7"', 7),
        ("respond-async, wait=5; foo=bar", 5),
        ("wait=99999999999999999999", 25),
        ("wait=0", 0),
        ("wait", 0),
        ("wait=-1", 0),
        ("wait=2.5", 0),
        ("return=minimal", 0),
        ("", 0),
    ],
)
def test_a_client_says_how_long_it_would_wait(prefer, seconds):
    assert preferred_seconds(RequestFactory().get("/", headers={"Prefer": prefer})) == seconds


def test_a_change_is_answered_when_it_happens(api, monkeypatch):
    job = create(api)
    with meanwhile(monkeypatch, lambda: claim(job)) as slept:
        response = get(api, job, prefer="wait=20")
    assert response.json()["status"] == "processing"
    assert response["Preference-Applied"] == "wait"
    assert len(slept) == 1


def test_a_wait_without_news_ends_with_the_same_document(api, no_time):
    job = create(api)
    response = get(api, job, prefer="wait=20")
    assert response.json()["status"] == "pending"
    assert response["Preference-Applied"] == "wait"
    assert no_time


def test_a_wait_without_news_for_what_is_known_ends_with_304(api, no_time):
    job = create(api)
    etag = get(api, job)["ETag"]
    response = get(api, job, prefer="wait=20", if_none_match=etag)
    assert response.status_code == 304
    assert no_time


def test_what_the_client_does_not_know_yet_is_answered_at_once(api, no_time):
    job = create(api)
    etag = get(api, job)["ETag"]
    claim(job)
    response = get(api, job, prefer="wait=20", if_none_match=etag)
    assert (response.status_code, no_time) == (200, [])
    assert "Preference-Applied" not in response


def test_a_finished_job_is_answered_at_once(api, no_time):
    job = run(create(api))
    etag = get(api, job)["ETag"]
    assert get(api, job, prefer="wait=20", if_none_match=etag).status_code == 304
    assert no_time == []


def test_the_end_of_a_job_is_waited_for(api, monkeypatch):
    job = create(api)
    with meanwhile(monkeypatch, lambda: run(job)):
        assert get(api, job, prefer="wait=20").json()["status"] == "completed"


def test_a_job_deleted_meanwhile_is_not_found(api, monkeypatch):
    job = create(api)
    with meanwhile(monkeypatch, lambda: Job.objects.all().delete()):
        assert get(api, job, prefer="wait=20").status_code == 404


def test_a_job_whose_worker_falls_silent_meanwhile_is_rescued(api, monkeypatch):
    job = claim(create(api))
    past = "2020-01-01T00:00:00Z"
    with meanwhile(monkeypatch, lambda: change(job, lease_until=past)):
        assert get(api, job, prefer="wait=20").json()["phase"] == "retrying"


def test_when_all_slots_are_taken_the_answer_does_not_wait(api, no_time, monkeypatch):
    monkeypatch.setattr(waiting, "slots", threading.Semaphore(0))
    response = get(api, create(api), prefer="wait=20")
    assert (response.status_code, no_time) == (200, [])
    assert "Preference-Applied" not in response


def test_a_slot_is_given_back(api, no_time, monkeypatch):
    monkeypatch.setattr(waiting, "slots", threading.Semaphore(1))
    job = create(api)
    for _ in range(2):
        assert get(api, job, prefer="wait=1")["Preference-Applied"] == "wait"


def test_another_user_s_job_is_not_waited_for(api, other, client_of, no_time):
    job = create(api)
    assert get(client_of(other), job, prefer="wait=20").status_code == 404
    assert no_time == []


def test_no_connection_is_held_while_a_request_waits(api, monkeypatch):
    job, held = create(api), []
    with meanwhile(monkeypatch, lambda: held.append(connections["default"].connection)):
        monkeypatch.setattr(waiting, "LONGEST_SECONDS", 1)
        get(api, job, prefer="wait=1")
    assert held == [None]
    assert connection.connection is not None
