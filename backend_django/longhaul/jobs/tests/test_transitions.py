from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from longhaul.jobs.models import Job, JobResult
from longhaul.jobs.services import (
    Completed,
    Failed,
    Stopped,
    TryAgain,
    cancel,
    release_jobs_of,
    rescue,
    retry,
)
from longhaul.jobs.services import finish as finish_with
from longhaul.jobs.status import Phase, Status
from longhaul.jobs.transitions import LONGEST_BACK_OFF, back_off, extend_lease
from longhaul.run import Progress
from longhaul.tests.kernel import LEASE, claim, claimed, create, fresh, strand

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(user):
    return create("echo", user)


def finish(job):
    return finish_with(job, Completed('{"text": "x"}', (), Progress()))


def test_a_job_begins_pending_and_queued(job):
    assert (job.status, job.phase, job.attempt) == (Status.PENDING, Phase.QUEUED, 0)


def test_a_claim_takes_the_lease_and_counts_the_attempt(job):
    mine = claim(job)
    assert (mine.status, mine.attempt, mine.worker) == (Status.PROCESSING, 1, "w")
    assert mine.lease_token
    assert mine.lease_until > mine.started_at


def test_only_one_worker_claims_a_job(job):
    assert claim(job)
    assert claim(job) is None


def test_a_job_is_not_claimed_before_it_is_due(job):
    Job.objects.update(available_at=Now() + timedelta(hours=1))
    assert claim(job) is None
    assert fresh(job).phase == Phase.SCHEDULED


def test_a_job_is_not_claimed_when_it_is_too_late(job):
    Job.objects.update(start_by=Now() - timedelta(seconds=1))
    assert claim(job) is None


def test_a_beat_extends_the_lease_and_writes_progress(job):
    mine = claim(job)
    beaten = extend_lease(mine, timedelta(hours=1), Progress(current=3))
    assert beaten.lease_until > mine.lease_until
    assert (beaten.progress_current, beaten.version) == (3, mine.version + 1)


def test_a_beat_without_progress_is_not_a_visible_change(job):
    mine = claim(job)
    assert extend_lease(mine, timedelta(hours=1)).version == mine.version


def test_a_lost_lease_does_not_beat(job):
    mine = claim(job)
    assert rescue(strand(mine))
    assert extend_lease(mine, timedelta(hours=1)) is None


def test_completion_records_the_result_once(job):
    mine = claim(job)
    assert finish(mine)
    assert not finish(mine)
    assert JobResult.objects.get().data == {"text": "x"}
    assert (fresh(job).status, fresh(job).lease_token) == (Status.COMPLETED, None)


def test_a_late_completion_is_refused(job):
    late = claim(job)
    rescue(strand(late))
    Job.objects.update(available_at=Now())
    second = claim(job)
    assert not finish(late)
    assert finish(second)
    assert JobResult.objects.get().attempt == 2


def test_failure_says_why_within_bounds(job):
    assert finish_with(claim(job), Failed("internal", "x\0" * 9_000))
    failed = fresh(job)
    assert (failed.status, failed.error_code) == (Status.FAILED, "internal")
    assert len(failed.error_detail) == 4_000
    assert "\0" not in failed.error_detail


def test_another_attempt_waits_for_the_back_off(job):
    assert finish_with(claim(job), TryAgain("Unlucky"))
    assert (fresh(job).status, fresh(job).phase) == (Status.PENDING, Phase.RETRYING)
    assert claim(job) is None


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 5), (2, 15), (3, 45)])
def test_the_back_off_triples(attempt, seconds):
    assert 0.75 * seconds <= back_off(attempt).total_seconds() <= 1.25 * seconds


def test_the_back_off_has_an_end():
    assert back_off(50) <= 1.25 * LONGEST_BACK_OFF


def test_a_pending_job_is_cancelled_at_once(job):
    assert cancel(job)
    assert fresh(job).status == Status.CANCELLED
    assert claim(job) is None


def test_a_running_job_is_asked_to_stop(job):
    mine = claim(job)
    assert cancel(job)
    assert fresh(job).phase == Phase.CANCELLING
    assert finish_with(mine, Stopped())
    assert fresh(job).status == Status.CANCELLED


def test_a_finished_job_cannot_be_cancelled(job):
    finish(claim(job))
    assert not cancel(job)
    assert fresh(job).status == Status.COMPLETED


def test_the_owners_retry_goes_on_counting_attempts(job):
    finish_with(claim(job), Failed("internal", ""))
    assert retry(job)
    again = fresh(job)
    assert (again.status, again.attempt, again.max_attempts) == (Status.PENDING, 1, 4)
    assert (again.error_code, again.finished_at, again.expires_at) == ("", None, None)


def test_a_completed_job_is_not_retried(job):
    finish(claim(job))
    assert not retry(job)


def test_a_retried_job_that_was_cancelled_can_run(job):
    cancel(job)
    retry(job)
    assert claim(job).cancel_requested_at is None


def test_release_does_not_count_the_attempt(job):
    claim(job)
    assert release_jobs_of("w") == 1
    assert (fresh(job).status, fresh(job).attempt) == (Status.PENDING, 0)


def test_release_leaves_the_jobs_of_other_workers(job):
    claim(job)
    assert release_jobs_of("another") == 0


def test_a_released_job_starts_in_time_although_it_waits_again(job):
    Job.objects.update(start_by=Now() + timedelta(hours=1))
    claimed(job), release_jobs_of("w")
    Job.objects.update(created_at=Now() - timedelta(days=1))
    assert fresh(job).start_by is None
    assert claim(job)


@pytest.mark.parametrize("verb", ["release", "try_again", "rescue"])
def test_a_job_that_was_asked_to_stop_never_begins_again(job, verb):
    mine = claimed(job)
    cancel(job)
    match verb:
        case "release":
            assert release_jobs_of("w")
        case "try_again":
            assert finish_with(mine, TryAgain("Unlucky"))
        case "rescue":
            strand(job)
            assert rescue(mine)  # as it was read before the request
    assert fresh(job).status == Status.CANCELLED


def test_a_cancel_finds_a_job_that_changes_at_the_same_moment(job):
    mine = claimed(job)
    seen = fresh(job)  # processing
    release_jobs_of(mine.worker)
    assert cancel(seen)
    assert fresh(job).status == Status.CANCELLED


def test_cancelling_again_changes_nothing(job):
    claim(job)
    assert cancel(job)
    version = fresh(job).version
    assert not cancel(job)
    assert fresh(job).version == version


def test_every_visible_change_grows_the_version(job):
    mine = claim(job)
    finish(mine)
    assert (job.version, mine.version, fresh(job).version) == (1, 2, 3)


def test_the_database_refuses_a_running_job_without_a_lease(job):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(status=Status.PROCESSING)


def test_the_database_refuses_an_end_without_a_time(job):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(status=Status.FAILED)


def test_the_database_refuses_an_unfinished_job_with_an_end(job):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(finished_at=timezone.now())


def test_the_percentage_is_whole_and_bounded(job):
    mine = claimed(job)
    assert mine.percent is None
    assert extend_lease(mine, LEASE, Progress(current=2, total=3)).percent == 66
    assert extend_lease(mine, LEASE, Progress(current=9, total=3)).percent == 100


def test_the_index_of_due_jobs_is_partial():
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, Job._meta.db_table)
    assert indexes["jobs_job_due"]["columns"] == ["available_at", "id"]
