"""The database dies."""

import json
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from longhaul.tests.postgres import Postgres
from longhaul.tests.process import wait_for
from longhaul.tests.web import Web
from longhaul.tests.worker import Worker


@pytest.fixture
def postgres(broker):
    with Postgres() as postgres:
        yield postgres


# Its own words for them: fast ends the sessions, immediate crashes and recovers.
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["fast", "immediate"])
def test_18_a_database_restarted_in_mid_job_costs_nothing_but_time(postgres, traces, how):
    account = json.loads(postgres.manage("setup_demo"))
    # The lease outlasts the restart.
    at = {"TEST_DATABASE_URL": postgres.url, "JOBS_LEASE": "30"}
    with Web(**at) as web, web.client(account["token"]) as demo, Worker(**at):
        options = {"log": traces.log, "steps": 40}
        job = demo.post("/api/v1/script/create/", json={"options": options}).json()
        wait_for(lambda: traces.attempts(job["id"], "began"), "the job to begin")
        postgres.stop(how)
        assert demo.get(job["links"]["self"]).status_code == 503
        postgres.start()
        ended = {"completed", "failed", "cancelled"}
        status = f"/api/v1/script/status/{job['id']}/"
        wait_for(lambda: demo.get(status).json().get("status") in ended, "the job to end")
        last = demo.get(status).json()
    assert (last["status"], last["attempt"]) == ("completed", 1)
    assert traces.attempts(job["id"], "ended") == [1]


def test_a_database_restarted_between_requests_costs_no_request(postgres):
    account = json.loads(postgres.manage("setup_demo"))
    with Web(TEST_DATABASE_URL=postgres.url) as web, web.client(account["token"]) as demo:

        def ask(_):
            return demo.get("/api/v1/jobs/").status_code

        with ThreadPoolExecutor(4) as visitors:
            assert set(visitors.map(ask, range(40))) == {200}
            postgres.stop(signal.SIGINT)
            postgres.start()
            assert set(visitors.map(ask, range(40))) == {200}
