import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from longhaul.jobs.models import Job
from longhaul.jobs.pruning import delete_old, purge_expired
from longhaul.jobs.services import (
    Completed,
    Failed,
    Stopped,
    cancel,
    delete,
    delete_owner,
    expire_overdue,
    finish,
    release_jobs_of,
    rescue_stranded,
    retry,
)
from longhaul.run import Progress
from longhaul.tests.kernel import claim, claimed, create, fresh, run, strand

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def journal(caplog):
    """Return a function that gives the lines since it was last called: level, event, attempt."""
    caplog.set_level(logging.INFO, "longhaul.jobs.log")

    def take():
        records = [record for record in caplog.records if record.name == "longhaul.jobs.log"]
        caplog.clear()
        return [(one.levelname, one.getMessage(), one.attempt) for one in records]

    return take


@pytest.fixture
def job(user, journal):
    """Return a new job, about which nothing has been written yet."""
    job = create("echo", user)
    journal()
    return job


@pytest.fixture
def mine(job, journal):
    """Return a job with its lease."""
    mine = claimed(job)
    journal()
    return mine


def test_a_line_names_the_job_the_feature_and_the_attempt(job, caplog):
    caplog.set_level(logging.INFO, "longhaul.jobs.log")
    claim(job)
    (line,) = caplog.records
    assert (line.job_id, line.feature, line.attempt, line.worker) == (str(job.pk), "echo", 1, "w")


def test_a_job_that_is_created_run_and_completed_has_three_lines(user, journal):
    run(create("echo", user))
    assert journal() == [
        ("INFO", "job created", 0),
        ("INFO", "job started", 1),
        ("INFO", "job completed", 1),
    ]


def test_the_same_request_again_creates_nothing(user, journal):
    create("echo", user, key="k"), create("echo", user, key="k")
    create("once", user), create("once", user)
    assert journal() == [("INFO", "job created", 0)] * 2


def test_a_failure_tells_its_code(mine, journal, caplog):
    finish(mine, Failed("refused", "No."))
    assert caplog.records[-1].code == "refused"
    assert journal() == [("WARNING", "job failed", 1)]


def test_an_attempt_that_is_put_back_tells_why(user, journal, caplog):
    run(create("script", user, fail_attempts=1))
    assert caplog.records[-1].reason == "Unlucky()"
    assert journal()[-1] == ("INFO", "job put back", 1)


def test_a_waiting_job_is_cancelled_at_once(job, journal):
    cancel(job)
    assert journal() == [("INFO", "job cancelled", 0)]


def test_a_running_job_is_asked_and_then_cancelled(job, mine, journal):
    cancel(job), cancel(job)
    assert journal() == [("INFO", "job cancel requested", 1)]
    finish(mine, Stopped())
    assert journal() == [("INFO", "job cancelled", 1)]


def test_a_released_attempt_is_named_though_it_does_not_count(mine, journal):
    release_jobs_of("w")
    assert fresh(mine).attempt == 0
    assert journal() == [("INFO", "job released", 1)]


def test_a_job_that_was_to_stop_is_cancelled_instead_of_put_back(job, mine, journal):
    cancel(job)
    journal()
    release_jobs_of("w")
    assert journal() == [("INFO", "job cancelled", 1)]


def test_a_rescue_tells_who_was_lost(mine, journal, caplog):
    strand(mine)
    rescue_stranded(), rescue_stranded()
    assert caplog.records[-1].worker == "w"
    assert journal() == [("WARNING", "job rescued", 1)]


def test_a_job_that_lost_its_last_worker_has_failed(mine, journal):
    Job.objects.update(max_attempts=1)
    strand(mine)
    rescue_stranded()
    assert journal() == [("WARNING", "job failed", 1)]


def test_a_job_that_waited_too_long_is_expired(job, journal):
    Job.objects.update(start_by=Now() - timedelta(seconds=1))
    expire_overdue()
    assert journal() == [("WARNING", "job expired", 0)]


def test_a_retry_goes_on_counting(mine, journal):
    finish(mine, Failed("internal", ""))
    journal()
    retry(fresh(mine))
    assert journal() == [("INFO", "job retried", 1)]


def test_an_expired_job_is_purged_and_then_deleted(user, journal):
    run(create("echo", user))
    journal()
    Job.objects.update(expires_at=Now() - timedelta(seconds=1))
    purge_expired(), purge_expired()
    assert journal() == [("INFO", "job purged", 1)]
    Job.objects.update(finished_at=Now() - timedelta(days=365))
    delete_old()
    assert journal() == [("INFO", "job deleted", 1)]


def test_a_job_is_deleted_once(job, journal):
    delete(job), delete(job)
    assert journal() == [("INFO", "job deleted", 0)]


def test_the_jobs_of_a_removed_owner_are_deleted_one_by_one(user, job, journal):
    create("echo", user)
    journal()
    delete_owner(user)
    assert journal() == [("INFO", "job deleted", 0)] * 2


def test_what_is_rolled_back_has_not_happened(job, mine, journal):
    with transaction.atomic():
        cancel(job)
        delete(job)
        transaction.set_rollback(True)
    assert journal() == []


def test_a_refused_transition_is_not_logged(mine, journal):
    assert finish(mine, Completed("{}", (), Progress()))
    journal()
    assert not finish(mine, Completed("{}", (), Progress()))
    assert not finish(mine, Failed("internal", ""))
    assert not claim(mine)
    assert journal() == []
