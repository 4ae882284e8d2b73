from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.functions import Now

from longhaul.jobs import transitions
from longhaul.jobs.models import Job
from longhaul.jobs.services import cancel, expire_overdue, rescue, rescue_stranded
from longhaul.jobs.status import Phase, Status
from longhaul.tests.kernel import claim, claimed, create, fresh, strand
from longhaul.worker.keeper import (
    SHORTEST_PAUSE,
    dispatch_due,
    keep,
    pause,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(user):
    return create("echo", user)


def sent_ago(job, seconds, count=1):
    Job.objects.filter(pk=job.pk).update(
        dispatched_at=Now() - timedelta(seconds=seconds), dispatch_count=count
    )


def test_a_job_that_was_never_published_is_published(job, empty_broker):
    Job.objects.update(dispatched_at=None)
    assert dispatch_due() == 1
    assert empty_broker() == 1
    assert fresh(job).dispatch_count == 2


def test_a_message_under_way_is_not_sent_again(job, empty_broker):
    assert dispatch_due() == 0


def test_a_message_is_sent_again_when_the_queue_is_empty(job, empty_broker):
    sent_ago(job, 6)
    assert dispatch_due() == 1


@pytest.mark.parametrize(("count", "seconds"), [(1, 30), (2, 120), (3, 600), (9, 1800)])
def test_behind_other_messages_patience_grows(user, job, empty_broker, count, seconds):
    create("echo", user)  # its message keeps the queue from being empty
    sent_ago(job, seconds - 5, count)
    assert dispatch_due() == 0
    sent_ago(job, seconds + 5, count)
    assert dispatch_due() == 1


def test_without_a_broker_nothing_is_marked_as_published(job, no_broker):
    Job.objects.update(dispatched_at=None)
    assert dispatch_due() == 0
    assert fresh(job).dispatched_at is None


def test_the_keeper_looks_again_when_a_scheduled_job_becomes_due(job, settings):
    settings.JOBS_KEEPER_INTERVAL = 1000
    assert 800 <= pause() <= 1200
    Job.objects.update(dispatched_at=None, available_at=Now() + timedelta(seconds=600))
    assert 590 <= pause() <= 600
    Job.objects.update(available_at=Now() + timedelta(milliseconds=50))
    assert pause() == SHORTEST_PAUSE


def test_a_scheduled_job_waits(job, empty_broker):
    Job.objects.update(dispatched_at=None, available_at=Now() + timedelta(hours=1))
    assert dispatch_due() == 0


def test_a_stranded_job_gets_another_attempt(job):
    strand(claimed(job))
    assert rescue_stranded() == 1
    again = fresh(job)
    assert (again.status, again.phase, again.lease_losses) == (Status.PENDING, Phase.RETRYING, 1)
    assert again.dispatched_at is None


def test_a_running_job_is_left_alone(job):
    claim(job)
    assert rescue_stranded() == 0


def test_a_worker_that_died_before_the_deadline_was_lost_however_late_that_is_seen(job):
    claim(job)
    died = Now() - timedelta(seconds=60)
    Job.objects.update(deadline_at=Now() - timedelta(seconds=40), heartbeat_at=died)
    strand(job)
    rescue_stranded()
    assert (fresh(job).status, fresh(job).lease_losses) == (Status.PENDING, 1)


def test_a_job_that_came_back_to_life_is_left_alone(job):
    mine = claimed(job)
    seen = strand(mine)
    transitions.extend_lease(mine, timedelta(minutes=1))
    assert not rescue(seen)
    assert fresh(job).status == Status.PROCESSING


def test_a_worker_frozen_in_the_middle_of_its_end_keeps_no_keeper_waiting(user, job):
    stuck = strand(claimed(job))
    lost = strand(claimed(create("sleepy", user)))
    with frozen_in_an_update_of("echo"):
        assert rescue_stranded() == 1
        assert (fresh(lost).status, fresh(stuck).status) == (Status.PENDING, Status.PROCESSING)
    rescue_stranded()
    assert {fresh(lost).status, fresh(stuck).status} == {Status.PENDING}


@contextmanager
def frozen_in_an_update_of(feature):
    frozen = connection.copy()
    frozen.set_autocommit(False)
    with closing(frozen), frozen.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET progress_current = 1 WHERE feature = %s", [feature])
        yield
        frozen.rollback()  # closing alone is not waited for: its locks might outlive it


def test_a_stranded_job_that_was_to_stop_is_cancelled(job):
    claim(job)
    cancel(job)
    strand(job)
    rescue_stranded()
    assert fresh(job).status == Status.CANCELLED


def test_a_stranded_job_past_its_deadline_fails(job):
    claim(job)
    Job.objects.update(deadline_at=Now() - timedelta(seconds=9), heartbeat_at=Now())
    strand(job)
    rescue_stranded()
    assert (fresh(job).status, fresh(job).error_code) == (Status.FAILED, "time_limit")


def test_a_job_that_lost_its_worker_too_often_fails(job):
    claim(job)
    Job.objects.update(max_attempts=1)
    strand(job)
    rescue_stranded()
    assert (fresh(job).status, fresh(job).error_code) == (Status.FAILED, "worker_lost")


def test_a_job_that_waited_too_long_fails_as_expired(job):
    Job.objects.update(start_by=Now() - timedelta(seconds=1))
    assert expire_overdue() == 1
    assert (fresh(job).status, fresh(job).error_code) == (Status.FAILED, "expired")


def test_one_round_does_everything(user, job, empty_broker):
    strand(claimed(create("echo", user)))
    Job.objects.filter(pk=job.pk).update(dispatched_at=None)
    done = keep()
    assert (done.rescued, done.expired, done.dispatched) == (1, 0, 1)


def test_the_keeper_can_be_called_by_hand(job, empty_broker, capsys):
    Job.objects.update(dispatched_at=None)
    call_command("keep")
    assert "1 dispatched" in capsys.readouterr().out
