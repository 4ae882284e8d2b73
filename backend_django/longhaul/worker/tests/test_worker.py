"""What must hold with a real worker, a real broker and real signals."""

from pathlib import Path

import pytest
from celery import current_app

from longhaul.jobs import models
from longhaul.jobs.broker import queue_lengths
from longhaul.jobs.models import Job
from longhaul.jobs.services import cancel, delete
from longhaul.jobs.status import Status
from longhaul.tests.kernel import create, create_copy, fresh
from longhaul.tests.process import wait_for
from longhaul.tests.worker import Worker
from longhaul.worker.workspace import attempts_root

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(transactional_db, empty_broker):
    with Worker() as worker:
        yield worker


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log"
    path.touch()
    return path


def ended(*jobs):
    return all(fresh(job).is_terminal for job in jobs)


def attempts(log: Path, what: str):
    return [line.split()[1] for line in log.read_text().splitlines() if line.endswith(what)]


def test_jobs_complete_under_their_features_names(user, worker):
    jobs = [create("echo", user), create_copy(user), create("script", user, steps=3)]
    wait_for(lambda: ended(*jobs), "the jobs to end")
    assert {fresh(job).status for job in jobs} == {Status.COMPLETED}
    (registered,) = current_app.control.inspect(timeout=1).registered().values()
    assert {"echo", "copy-file", "script", "jobs.prune"} <= set(registered)


def test_the_worker_tells_that_it_is_alive_and_what_it_does(user, worker):
    wait_for(models.Worker.objects.exists, "a beat")
    beat = models.Worker.objects.get()
    assert beat.name == worker.name
    assert beat.queues == ["critical", "default", "high", "low"]
    assert "echo" in beat.features


def test_the_parent_of_the_workers_never_loads_heavy_libraries(user, worker):
    jobs = [create_copy(user)]
    wait_for(lambda: ended(*jobs), "the job to end")
    mapped = Path(f"/proc/{worker.process.pid}/maps").read_text()
    assert "polars" not in mapped


def test_07_a_child_killed_in_mid_job_means_a_second_attempt(user, worker, log):
    job = create("script", user, log=str(log), kill_attempts=1)
    wait_for(lambda: ended(job), "the job to end")
    assert (fresh(job).status, fresh(job).attempt, fresh(job).lease_losses) == ("completed", 2, 1)
    assert attempts(log, "began") == ["1", "2"]
    assert attempts(log, "ended") == ["2"]


def test_the_directory_of_a_killed_attempt_is_swept_while_the_worker_goes_on(user, worker, log):
    job = create("script", user, log=str(log), kill_attempts=1)
    wait_for(lambda: ended(job), "the job to end")
    wait_for(lambda: not list(attempts_root().glob(f"{job.pk}-*")), "its directories to go")
    assert worker.is_running


def test_08_a_job_that_always_kills_its_worker_fails_alone(user, worker):
    deadly, good = create("script", user, kill_attempts=99), create("script", user, steps=5)
    wait_for(lambda: ended(deadly, good), "the jobs to end")
    assert (fresh(deadly).status, fresh(deadly).error_code) == ("failed", "worker_lost")
    assert fresh(deadly).attempt == 3
    assert fresh(good).status == "completed"


def test_11_the_same_message_fifty_times_is_one_execution(user, worker, log):
    job = create("script", user, log=str(log), steps=5)
    for _ in range(50):
        current_app.send_task("script", args=(str(job.pk),), queue=job.queue)
    wait_for(lambda: ended(job), "the job to end")
    wait_for(lambda: not queued(), "the messages to be taken")
    assert attempts(log, "began") == ["1"]


def queued():
    with current_app.connection_for_read() as broker, broker.channel() as channel:
        return sum(queue_lengths().values()) + channel.client.hlen("unacked")


def test_13_a_job_that_takes_too_long_fails_and_cleans_up(user, worker, log):
    job = create("sleepy", user, log=str(log))
    wait_for(lambda: ended(job), "the job to end")
    assert (fresh(job).status, fresh(job).error_code) == ("failed", "time_limit")
    assert attempts(log, "cleaned up") == ["1"]


def test_14_the_child_of_a_job_that_ignores_its_limit_is_killed_and_the_job_fails_once(
    user, worker, log
):
    job = create("stubborn", user, log=str(log))
    wait_for(lambda: ended(job), "the job to end")
    assert (fresh(job).status, fresh(job).error_code) == ("failed", "time_limit")
    assert attempts(log, "began") == ["1"]


def test_15_a_job_cancelled_before_there_is_a_worker_never_runs(user, empty_broker, log):
    job = create("script", user, log=str(log))
    cancel(job)
    with Worker():
        marker = create("echo", user)
        wait_for(lambda: ended(marker), "the next job to end")
    assert (fresh(job).status, log.read_text()) == (Status.CANCELLED, "")


def test_a_running_job_stops_when_it_is_cancelled(user, worker, log):
    job = create("script", user, log=str(log), steps=2_000)
    wait_for(lambda: attempts(log, "began"), "the job to begin")
    cancel(job)
    wait_for(lambda: ended(job), "the job to end")
    assert fresh(job).status == Status.CANCELLED
    assert attempts(log, "ended") == []


def test_22_a_job_deleted_in_mid_run_stops_and_does_not_come_back(user, worker, log):
    job = create("script", user, log=str(log), steps=2_000)
    wait_for(lambda: attempts(log, "began"), "the job to begin")
    delete(fresh(job))
    wait_for(lambda: attempts(log, "cleaned up"), "the run to stop")
    assert not Job.objects.exists()
    assert attempts(log, "ended") == []


def test_09_a_job_that_ends_within_a_terminated_workers_grace_time_is_not_disturbed(
    user, worker, log
):
    job = create("script", user, log=str(log), steps=5)
    wait_for(lambda: attempts(log, "began"), "the job to begin")
    worker.stop()
    assert (fresh(job).status, fresh(job).attempt) == (Status.COMPLETED, 1)


def test_09_a_job_that_outlives_a_terminated_worker_runs_again_without_counting_the_attempt(
    user, worker, log
):
    job = create("script", user, log=str(log), steps=100)
    wait_for(lambda: attempts(log, "began"), "the job to begin")
    worker.stop()
    assert (fresh(job).status, fresh(job).attempt) == (Status.PENDING, 0)
    with Worker("second"):
        wait_for(lambda: ended(job), "the job to end")
    assert (fresh(job).status, fresh(job).attempt) == (Status.COMPLETED, 1)
    assert attempts(log, "ended") == ["1"]


def test_10_a_frozen_worker_that_wakes_up_after_the_rescue_writes_nothing(user, worker, log):
    job = create("script", user, log=str(log), steps=60)
    wait_for(lambda: attempts(log, "began"), "the job to begin")
    worker.freeze()
    with Worker("second"):
        wait_for(lambda: ended(job), "the second worker to end the job")
    worker.thaw()
    wait_for(lambda: len(attempts(log, "cleaned up")) == 2, "the first run to stop")
    assert (fresh(job).status, fresh(job).attempt, fresh(job).result.attempt) == ("completed", 2, 2)
    assert attempts(log, "ended") == ["2"]
