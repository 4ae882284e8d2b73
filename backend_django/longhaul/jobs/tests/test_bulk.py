from datetime import timedelta

import pytest
from django.db.models.functions import Now

from longhaul.jobs import transitions
from longhaul.jobs.bulk import cancel_jobs, fail_jobs, retry_jobs
from longhaul.jobs.models import Job
from longhaul.jobs.services import Completed, Failed, delete, finish
from longhaul.jobs.status import Status
from longhaul.run import Progress
from longhaul.tests.kernel import claim, claimed, create, fresh, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(user):
    return create("echo", user)


@pytest.fixture
def running(user):
    return claimed(create("echo", user))


@pytest.fixture
def completed(user):
    return run(create("echo", user))


@pytest.fixture
def failed(running):
    finish(running, Failed("internal", ""))
    return fresh(running)


def told(outcome):
    return len(outcome.done), dict(outcome.refused)


def test_waiting_and_running_jobs_are_cancelled_and_ended_ones_are_not(waiting, running, completed):
    outcome = cancel_jobs([waiting, running, completed])
    assert told(outcome) == (2, {"completed": 1})
    assert (fresh(waiting).status, fresh(running).phase) == ("cancelled", "cancelling")


def test_whoever_was_asked_to_stop_is_not_asked_again(running):
    cancel_jobs([running])
    assert told(cancel_jobs([running])) == (0, {"already being cancelled": 1})


def test_waiting_and_running_jobs_are_failed_with_a_code(waiting, running, completed):
    assert told(fail_jobs([waiting, running, completed])) == (2, {"completed": 1})
    for job in map(fresh, (waiting, running)):
        assert (job.status, job.error_code) == (Status.FAILED, "failed_by_operator")
        assert job.expires_at > job.finished_at


def test_the_worker_of_a_job_that_was_failed_writes_nothing_any_more(running):
    fail_jobs([running])
    assert transitions.extend_lease(running, timedelta(days=1)) is None
    assert not finish(running, Completed("{}", (), Progress()))
    assert fresh(running).status == Status.FAILED


def test_a_job_that_was_failed_may_be_retried(running):
    fail_jobs([running])
    assert told(retry_jobs([running])) == (1, {})
    assert claim(running)
    assert fresh(running).attempt == 2


def test_failed_jobs_begin_again_and_others_do_not(failed, waiting, completed):
    outcome = retry_jobs([failed, waiting, completed])
    assert told(outcome) == (1, {"pending": 1, "completed": 1})
    assert fresh(failed).dispatched_at


def test_what_cannot_begin_again_tells_why(user, failed):
    Job.objects.filter(pk=failed.pk).update(purged_at=Now())
    assert told(retry_jobs([failed])) == (0, {"its input has been removed": 1})
    assert told(retry_jobs([fresh(failed)])) == (0, {"its input has been removed": 1})
    Job.objects.update(feature="retired")
    assert told(retry_jobs([fresh(failed)])) == (0, {"its feature is no longer offered": 1})


def test_work_that_is_under_way_elsewhere_is_not_begun_again(user):
    first = create("once", user)
    cancel_jobs([first])
    create("once", user)
    assert told(retry_jobs([first])) == (0, {"another job does the same work": 1})


def test_a_job_that_has_just_gone_is_no_error(waiting):
    delete(waiting)
    assert told(cancel_jobs([waiting])) == (0, {"already deleted": 1})


def test_who_waited_for_them_follows(user, settings):
    settings.JOBS_DISPATCHED_PER_OWNER = 1
    first, second = create("echo", user), create("echo", user)
    fail_jobs([first])
    assert fresh(second).dispatched_at


def test_a_completed_job_is_refused_by_its_status_though_it_was_purged(completed):
    Job.objects.filter(pk=completed.pk).update(purged_at=Now())
    assert told(cancel_jobs([completed])) == (0, {"completed": 1})
