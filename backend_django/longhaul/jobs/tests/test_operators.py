from datetime import timedelta

import pytest

from longhaul.jobs.models import Job
from longhaul.jobs.services import cancel_all, delete_job, fail_all, retry_all
from longhaul.jobs.sql import Now
from longhaul.jobs.status import Status
from longhaul.tests.kernel import claim, claimed, create, fresh, run
from longhaul.worker.outcome import complete

pytestmark = pytest.mark.django_db(transaction=True)
KEEP = timedelta(days=1)


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
    running.fail("internal", "", retention=KEEP)
    return fresh(running)


def told(outcome):
    return len(outcome.done), dict(outcome.refused)


def test_waiting_and_running_jobs_are_cancelled_and_ended_ones_are_not(waiting, running, completed):
    outcome = cancel_all([waiting, running, completed])
    assert told(outcome) == (2, {"completed": 1})
    assert (fresh(waiting).status, fresh(running).phase) == ("cancelled", "cancelling")


def test_whoever_was_asked_to_stop_is_not_asked_again(running):
    cancel_all([running])
    assert told(cancel_all([running])) == (0, {"asked to stop already": 1})


def test_waiting_and_running_jobs_are_failed_with_a_code(waiting, running, completed):
    assert told(fail_all([waiting, running, completed])) == (2, {"completed": 1})
    for job in map(fresh, (waiting, running)):
        assert (job.status, job.error_code) == (Status.FAILED, "failed_by_operator")
        assert job.expires_at > job.finished_at


def test_the_worker_of_a_job_that_was_failed_writes_nothing_any_more(running):
    fail_all([running])
    assert running.beat(KEEP) is None
    assert not complete(running, "{}", [], {}, retention=KEEP)
    assert fresh(running).status == Status.FAILED


def test_a_job_that_was_failed_may_be_retried(running):
    fail_all([running])
    assert told(retry_all([running])) == (1, {})
    assert claim(running)
    assert fresh(running).attempt == 2


def test_failed_jobs_begin_again_and_others_do_not(failed, waiting, completed):
    outcome = retry_all([failed, waiting, completed])
    assert told(outcome) == (1, {"pending": 1, "completed": 1})
    assert fresh(failed).dispatched_at


def test_what_cannot_begin_again_tells_why(user, failed):
    Job.objects.filter(pk=failed.pk).update(purged_at=Now())
    assert told(retry_all([failed])) == (0, {"its input has been removed": 1})
    assert told(retry_all([fresh(failed)])) == (0, {"its input has been removed": 1})
    Job.objects.update(feature="retired")
    assert told(retry_all([fresh(failed)])) == (0, {"its feature is not offered any more": 1})


def test_work_that_is_under_way_elsewhere_is_not_begun_again(user):
    first = create("once", user)
    cancel_all([first])
    create("once", user)
    assert told(retry_all([first])) == (0, {"another job does the same work": 1})


def test_a_job_that_has_just_gone_is_no_error(waiting):
    delete_job(waiting)
    assert told(cancel_all([waiting])) == (0, {"deleted meanwhile": 1})


def test_who_waited_for_them_follows(user, settings):
    settings.JOBS_DISPATCHED_PER_OWNER = 1
    first, second = create("echo", user), create("echo", user)
    fail_all([first])
    assert fresh(second).dispatched_at
