"""The web server dies, or is kept busy."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import pytest

from longhaul.jobs.models import Job
from longhaul.tests.kernel import fresh
from longhaul.tests.process import wait_for
from longhaul.tests.web import Web
from longhaul.tests.worker import Worker


def test_01_a_web_server_killed_between_commit_and_publish_loses_no_job(web, broker, user, traces):
    body = {"options": {"log": traces.log}}
    broker.freeze()  # the server commits, and then waits for an answer to its message
    with web.client_of(user) as client, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(client.post, "/api/v1/script/create/", json=body)
        wait_for(Job.objects.exists, "the commit")
        web.kill()
        with pytest.raises(httpx.TransportError):
            asked.result()
    job = Job.objects.get()
    assert job.dispatched_at  # the killed process could not clear it
    broker.kill()  # and with it whatever reached it
    broker.start()
    with Worker():
        wait_for(lambda: fresh(job).is_terminal, "the keeper to publish the job")
    assert (fresh(job).status, traces.attempts(job, "ended")) == ("completed", [1])


def test_silent_guests_do_not_keep_the_web_server_to_themselves(broker):
    with Web(WEB_THREADS="2") as web, ExitStack() as guests:
        address = web.url.removeprefix("http://").split(":")
        for _ in range(2):
            guest = guests.enter_context(socket.create_connection(address))
            guest.sendall(b"POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n")
        assert httpx.get(f"{web.url}/readyz", timeout=60).status_code == 200
