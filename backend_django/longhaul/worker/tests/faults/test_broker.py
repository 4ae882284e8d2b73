"""The broker dies, hangs, forgets and repeats itself."""

import time
from datetime import timedelta

from longhaul.jobs.models import Job
from longhaul.jobs.status import Status
from longhaul.tests.kernel import claimed, create, fresh
from longhaul.tests.process import wait_for
from longhaul.tests.worker import Worker

CREATE = "/api/v1/echo/create/"


def all_ended():
    return not Job.objects.unfinished().exists()


def statuses():
    return set(Job.objects.values_list("status", flat=True))


def test_03_with_the_broker_killed_a_job_is_accepted_at_once_and_runs_when_it_returns(broker, ada):
    broker.kill()
    asked_at = time.monotonic()
    response = ada.post(CREATE, json={})
    assert time.monotonic() - asked_at < 1
    assert response.status_code == 202
    broker.start()
    with Worker():
        wait_for(all_ended, "the jobs to end")
    assert statuses() == {Status.COMPLETED}


def test_04_with_the_broker_frozen_create_answers_and_status_is_as_ever(broker, ada):
    broker.freeze()
    asked_at = time.monotonic()
    response = ada.post(CREATE, json={})
    assert time.monotonic() - asked_at < 5
    assert response.status_code == 202
    status = response.json()["links"]["self"]
    assert {ada.get(status).status_code for _ in range(20)} == {200}
    broker.thaw()
    with Worker():
        wait_for(all_ended, "the jobs to end")
    assert statuses() == {Status.COMPLETED}


def test_the_broker_frozen_delays_no_rescue(broker, worker, user):
    broker.freeze()
    job = Job.objects.create(feature="script", owner=user, queue="default")
    claimed(job, lease=timedelta(seconds=1))
    wait_for(lambda: fresh(job).lease_losses, "the rescue")
    broker.thaw()


def test_05_of_100_jobs_all_complete_once_though_the_broker_is_emptied_twice(broker, user, traces):
    jobs = [create("script", user, log=traces.log) for _ in range(100)]
    broker.empty()
    with Worker():
        wait_for(lambda: traces.count("ended") > 30, "some jobs to end")
        broker.empty()
        wait_for(all_ended, "the others to end")
    assert statuses() == {Status.COMPLETED}
    assert {tuple(traces.attempts(job, "began")) for job in jobs} == {(1,)}
    assert traces.count("ended") == 100


def test_12_a_visibility_timeout_shorter_than_the_job_is_no_second_execution(broker, user, traces):
    with Worker(BROKER_VISIBILITY_TIMEOUT="1") as worker:
        job = create("script", user, log=traces.log, steps=30, step_seconds=0.5)
        wait_for(lambda: fresh(job).is_terminal, "the job to end")
        again = f"script {job.pk} is not due, or another worker has it"
        wait_for(lambda: again in worker.log.read_text(), "the message to come again")
    assert (fresh(job).status, traces.attempts(job, "began")) == ("completed", [1])
