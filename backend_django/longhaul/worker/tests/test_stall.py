import json
from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import call_command
from django.utils import timezone

from longhaul.jobs import models
from longhaul.jobs.models import Job
from longhaul.tests.kernel import create, fresh
from longhaul.tests.process import wait_for
from longhaul.tests.worker import Worker
from longhaul.worker.bootsteps import StallClock

pytestmark = pytest.mark.django_db(transaction=True)
SOON = {"JOBS_STALL_TIMEOUT": "1.5"}


def looked(*looks):
    """Return for how long it is suspected after looks: each when, whether idle, what was taken."""
    clock = StallClock()
    return [clock.observe(idle=idle, taken=taken, now=now) for now, idle, taken in looks][-1]


def test_a_suspicion_hardens_while_nothing_is_taken():
    assert looked((10, True, 0), (20, True, 0), (30, True, 0)) == 20


def test_whoever_takes_something_is_above_suspicion():
    assert looked((10, True, 0), (20, True, 1)) == 0
    assert looked((10, True, 0), (20, True, 1), (25, True, 1)) == 5


def test_so_is_whoever_is_busy_or_has_nothing_to_take():
    assert looked((10, True, 0), (20, False, 0)) == 0
    assert looked((10, True, 0), (20, False, 0), (30, True, 0)) == 0


def test_a_worker_that_has_long_been_busy_is_not_suspected_of_the_time_before():
    assert looked((0, False, 2), (900, True, 2), (910, True, 2)) == 10


@pytest.fixture
def worker(transactional_db, empty_broker):
    with Worker(**SOON) as worker:
        wait_for(models.Worker.objects.exists, "a beat")
        yield worker


def order(worker, command):
    current_app.control.broadcast(command, destination=[worker.name])


def test_a_worker_that_takes_nothing_ends_and_a_new_one_takes_over(user, worker, capsys):
    order(worker, "stop_consuming")
    job = create("echo", user)
    wait_for(lambda: not worker.is_running, "the worker to end")
    assert worker.process.returncode == 1
    assert "it exits to be restarted" in worker.log.read_text()
    assert "was free and took nothing" in faults(capsys)
    with worker:
        wait_for(lambda: fresh(job).is_terminal, "the job to end")
        wait_for(lambda: "took nothing" not in faults(capsys), "the alarm to end")


def faults(capsys):
    with pytest.raises(SystemExit):
        call_command("jobs_health", "--json")
    return " ".join(json.loads(capsys.readouterr().out)["faults"])


def test_so_does_one_that_hangs_so_badly_that_it_does_not_even_end(user, worker):
    order(worker, "hang")
    create("echo", user)
    wait_for(lambda: not worker.is_running, "the worker to end")
    assert worker.process.returncode == 1


def test_a_worker_that_is_busy_works_on(user, worker):
    jobs = [create("script", user, steps=100) for _ in range(3)]
    wait_for(lambda: all(fresh(job).is_terminal for job in jobs), "the jobs to end")
    assert worker.is_running
    assert set(Job.objects.values_list("status", "attempt")) == {("completed", 1)}


def test_a_worker_that_may_do_nothing_of_what_is_due_waits_on(user, worker):
    Job.objects.bulk_create([Job(feature="of-another-release", owner=user, queue="default")])
    later = timezone.now() + timedelta(seconds=4)
    wait_for(lambda: models.Worker.objects.get().seen_at > later, "some rounds to pass")
    assert worker.is_running
    assert Job.objects.get().dispatched_at is None
