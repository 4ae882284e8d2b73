"""Workers die, and results are not what anybody wants to store."""

import pytest

from longhaul.jobs.models import Job, JobResult
from longhaul.jobs.status import Status
from longhaul.tests.kernel import create, fresh
from longhaul.tests.process import wait_for
from longhaul.tests.web import Web
from longhaul.tests.worker import Worker


def test_06_workers_killed_again_and_again_lose_and_double_no_job(broker, user, traces):
    jobs = [create("script", user, log=traces.log, steps=4) for _ in range(40)]
    Job.objects.update(max_attempts=99)
    for killed in range(1, 6):
        with Worker() as worker:
            wait_for(lambda: traces.count("ended") >= 5 * killed, "some jobs to end")  # noqa: B023
            worker.kill()
    with Worker():
        wait_for(lambda: not Job.objects.unfinished().exists(), "the others to end")
    assert JobResult.objects.count() == len(jobs)
    for job in jobs:
        began, ended = traces.attempts(job, "began"), traces.attempts(job, "ended")
        assert fresh(job).status == Status.COMPLETED
        assert began == sorted(set(began))  # no attempt ran twice, nor two at once
        assert fresh(job).result.attempt == began[-1] == ended[-1]
    assert any(fresh(job).lease_losses for job in jobs)


@pytest.mark.parametrize(
    ("kind", "status", "code", "data"),
    [
        ("nan", "completed", "", {"value": None}),
        ("nul", "completed", "", {"value": "a\N{REPLACEMENT CHARACTER}b"}),
        ("huge", "failed", "result_too_large", None),
    ],
)
def test_20_an_odd_result_has_a_clear_end_and_the_worker_lives(
    broker, user, kind, status, code, data
):
    # Who makes 50 MB of text lets no heart beat meanwhile: a lease as in production outlasts it.
    with Worker(JOBS_LEASE="60") as worker:
        job = create("odd", user, kind=kind)
        wait_for(lambda: fresh(job).is_terminal, "the job to end")
        assert (fresh(job).status, fresh(job).error_code) == (status, code)
        assert getattr(JobResult.objects.first(), "data", None) == data
        following = create("odd", user)
        wait_for(lambda: fresh(following).is_terminal, "the next job to end")
        assert fresh(following).status == Status.COMPLETED
        assert (fresh(job).lease_losses, worker.is_running) == (0, True)


def test_21_with_every_worker_killed_the_status_heals_itself_and_health_is_red(
    broker, user, client_of, traces
):
    user.is_staff = True
    user.save()
    with Worker() as worker:
        job = create("script", user, log=traces.log, steps=100)
        wait_for(lambda: traces.attempts(job, "began"), "the job to begin")
        worker.kill()
    with Web() as web, web.client_of(user) as ada:
        status = f"/api/v1/script/status/{job.pk}/"
        wait_for(lambda: ada.get(status).json()["phase"] == "retrying", "the status to heal")
        wait_for(lambda: ada.get("/api/v1/system-health/").status_code == 503, "the alarm")
        assert "No worker" in ada.get("/api/v1/system-health/").json()["faults"][0]
    assert (fresh(job).lease_losses, traces.attempts(job, "ended")) == (1, [])
