import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.db.models.functions import Now
from django.utils import timezone

from longhaul.jobs.models import Job, Worker
from longhaul.operations.management.commands import jobs_health
from longhaul.tests.kernel import create

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(transactional_db, empty_broker):
    """A worker that has just been seen."""
    return Worker.objects.create(name="w@host", seen_at=timezone.now(), release="1")


@pytest.fixture
def health(capsys):
    """Return a function that gives the exit status and what was printed."""

    def ask(*options):
        with pytest.raises(SystemExit) as ended:
            call_command("jobs_health", *options)
        return ended.value.code, capsys.readouterr().out

    return ask


def test_a_working_system_is_status_0(worker, health):
    status, text = health()
    assert status == 0
    assert "database  answers\nbroker    answers" in text
    assert "queue     default: 0 jobs due, 0 messages" in text
    assert "oldest    no job is due" in text
    assert "w@host: alive, its keeper was seen 0 s ago" in text


def test_a_fault_is_status_1_and_printed_last(health):
    status, text = health()
    assert status == 1
    assert text.splitlines()[-1].startswith("FAULT     No worker has been seen lately.")


def test_due_jobs_are_counted_by_queue(user, worker, health):
    create("echo", user)
    Job.objects.update(available_at=Now() - timedelta(seconds=100))
    _, text = health()
    assert "default: 1 jobs due, 1 messages" in text
    assert "oldest    due for 100 s" in text


def test_programs_get_one_object(worker, health):
    status, text = health("--json")
    told = json.loads(text)
    assert (status, told["database"], told["broker"], told["faults"]) == (0, True, True, [])
    assert told["workers"][0]["alive"] is True
    assert told["messages"]["default"] == told["expired_leases"] == 0


def test_without_a_broker_the_rest_is_printed(worker, health, no_broker):
    status, text = health()
    assert status == 1
    assert "broker    does not answer" in text
    assert "w@host: alive" in text


def test_without_a_database_only_that_is_printed(health, monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(jobs_health, "examine", away)
    assert health() == (
        1,
        "database  does not answer\nFAULT     The database does not answer: connection refused\n",
    )
    assert json.loads(health("--json")[1])["database"] is False
