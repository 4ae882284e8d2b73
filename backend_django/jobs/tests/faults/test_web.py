"""The web server dies."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from jobs.models import Job
from tests.kernel import fresh
from tests.process import wait_for
from tests.worker import Worker


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
    assert job.dispatched_at  # nobody was left to take the intention back
    broker.kill()  # and with it whatever reached it
    broker.start()
    with Worker():
        wait_for(lambda: fresh(job).is_terminal, "the keeper to publish the job")
    assert (fresh(job).status, traces.attempts(job, "ended")) == ("completed", [1])
