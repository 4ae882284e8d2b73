import json
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from structlog.contextvars import bound_contextvars

from longhaul.jobs.models import Job
from longhaul.tests.kernel import create, fresh, run
from longhaul.tests.process import wait_for
from longhaul.tests.web import Web
from longhaul.tests.worker import Worker
from longhaul.worker.keeper import dispatch_due

pytestmark = pytest.mark.django_db(transaction=True)
JSON = {"LOG_FORMAT": "json"}
ID = "request-of-ada"


@pytest.fixture(autouse=True)
def no_messages(empty_broker):
    """Begin with empty queues."""


@pytest.fixture(autouse=True)
def no_lines():
    """Begin with empty logs."""
    for name in ("web", "probe"):
        (Path(settings.MEDIA_ROOT) / f"{name}.log").unlink(missing_ok=True)


def lines_of(process, job_id):
    """Return what a process has written about a job: events, with the id of the request."""
    text = process.log.read_text().splitlines()
    lines = [json.loads(line) for line in text if line.startswith("{")]  # a worker greets first
    return [
        (line["event"], line.get("request_id")) for line in lines if line.get("job_id") == job_id
    ]


def taken():
    """Take the one message as a worker does, and return the request that it tells of."""
    with current_app.connection_for_read() as broker:
        queue = broker.SimpleQueue("default")
        message = queue.get(timeout=5)
        message.ack()
        queue.close()
    return message.headers.get("request_id")


def test_one_id_leads_from_the_request_to_the_last_line_about_its_job(user):
    with Web(**JSON) as web, Worker(**JSON) as worker, web.client_of(user) as ada:
        response = ada.post("/api/v1/echo/create/", headers={"X-Request-ID": ID}, json={})
        job_id = response.json()["id"]
        wait_for(lambda: fresh(job_id).is_terminal, "the job to end")
        wait_for(lambda: len(lines_of(worker, job_id)) == 2, "its lines")
    assert response.headers["X-Request-ID"] == ID
    assert lines_of(web, job_id) == [("job created", ID)]
    assert lines_of(worker, job_id) == [("job started", ID), ("job completed", ID)]


def test_every_line_of_the_web_server_is_json(user):
    with Web(**JSON) as web:
        web.stop()
    assert all(json.loads(line)["event"] for line in web.log.read_text().splitlines())


def test_a_message_carries_the_id_of_its_request(api):
    api.post("/api/v1/echo/create/", {}, format="json", HTTP_X_REQUEST_ID=ID)
    assert taken() == ID


def test_what_the_keeper_sends_is_on_nobodys_behalf(user):
    create("echo", user)
    taken()
    Job.objects.update(dispatched_at=None)
    dispatch_due()
    assert taken() is None


def test_who_follows_another_job_is_not_on_behalf_of_its_request(user, settings):
    settings.JOBS_DISPATCHED_PER_OWNER = 1
    first, _ = create("echo", user), create("echo", user)
    taken()
    with bound_contextvars(request_id=ID):
        run(first)
    assert taken() is None
