import time

import pytest
from celery import current_app
from django.db import OperationalError, connection
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from longhaul.tests.process import wait_for
from longhaul.worker import scheduler as scheduling
from longhaul.worker.celery import touch_liveness_file
from longhaul.worker.scheduler import SingleScheduler

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(monkeypatch):
    """Collect what the scheduler sends."""
    names = []
    monkeypatch.setattr(
        SingleScheduler, "apply_async", lambda _self, entry, **_: names.append(entry.name)
    )
    monkeypatch.setattr(SingleScheduler, "is_due", lambda _self, _entry: (True, 60))
    return names


@pytest.fixture
def scheduler(sent):
    # The server may still be ending an earlier test's connection, and with it that one's lock.
    wait_for(scheduling.acquire_lock, "the lock")
    scheduler = SingleScheduler(current_app._get_current_object())
    yield scheduler
    scheduler._finalize.cancel()  # it would write to the database when the process ends


def lead(monkeypatch, whether):
    monkeypatch.setattr(scheduling, "acquire_lock", lambda: whether)


def test_the_instance_that_holds_the_lock_sends(scheduler, sent):
    scheduler.tick()
    assert sent


def test_another_one_waits(scheduler, sent, monkeypatch):
    lead(monkeypatch, False)
    assert scheduler.tick() == scheduling.STANDBY_SECONDS
    assert sent == []


def test_whoever_takes_over_reads_what_the_other_wrote(scheduler, sent, monkeypatch):
    scheduler.tick()
    lead(monkeypatch, False)
    scheduler.tick()
    PeriodicTask.objects.update(enabled=False)
    lead(monkeypatch, True)
    sent.clear()
    scheduler.tick()
    assert sent == []


def every(seconds):
    return IntervalSchedule.objects.create(every=seconds, period=IntervalSchedule.SECONDS)


def test_what_an_operator_changes_outlasts_a_start(scheduler):
    scheduler.tick()
    PeriodicTask.objects.filter(name="prune").update(interval=every(7), enabled=False)
    scheduler._take_over()
    task = PeriodicTask.objects.get(name="prune")
    assert (task.interval.every, task.enabled) == (7, False)


def test_a_built_in_task_that_is_deleted_comes_back_as_it_was(scheduler):
    scheduler.tick()
    interval = PeriodicTask.objects.get(name="prune").interval
    PeriodicTask.objects.filter(name="prune").delete()
    scheduler._take_over()
    assert PeriodicTask.objects.get(name="prune").interval == interval


def test_no_instance_is_active_while_the_database_is_unavailable():
    def refuse(*_):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        assert not scheduling.acquire_lock()


def test_it_shows_that_it_lives_even_while_it_waits(scheduler, settings, tmp_path, monkeypatch):
    lead(monkeypatch, False)
    settings.LIVENESS_FILE = str(tmp_path / "liveness")
    scheduler.tick()
    assert time.time() - (tmp_path / "liveness").stat().st_mtime < 60


def test_without_a_liveness_file_nothing_is_touched(settings):
    settings.LIVENESS_FILE = ""
    touch_liveness_file()
