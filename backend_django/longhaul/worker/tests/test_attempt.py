import errno
from pathlib import Path
from unittest.mock import patch

import pytest
from celery import current_app
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from longhaul.exceptions import JobFailed
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.services import Failed, cancel, delete
from longhaul.jobs.status import Status
from longhaul.run import Run
from longhaul.tests.features import Copy, Echo, EchoResult, Script
from longhaul.tests.kernel import claimed, create, create_copy, fresh, run
from longhaul.tests.process import wait_for
from longhaul.worker.attempt import finish
from longhaul.worker.lease import Lease
from longhaul.worker.tasks import register_task

pytestmark = pytest.mark.django_db(transaction=True)


def attempts():
    return list((Path(settings.MEDIA_ROOT) / "attempts").glob("*"))


def behave(feature, method, behaviour):
    """Let a feature do something else: what it does is the feature's, not the kernel's."""
    return patch.object(feature, method, behaviour)


def raising(error):
    def act(*_):
        raise error

    return act


def test_a_job_completes_with_its_result(user):
    job = run(create("echo", user, text="ab", times=2))
    assert (job.status, job.result.data, job.attempt) == (Status.COMPLETED, {"text": "abab"}, 1)


def test_what_was_attached_is_stored_with_its_digest(user):
    job = run(create_copy(user, upper=True))
    file = job.files.get(kind=JobFile.Kind.OUTPUT)
    assert (file.name, file.filename, file.size) == ("copy", "copy.txt", 5)
    with file.file.open() as stored:
        assert stored.read() == b"HELLO"


def test_the_working_directory_goes(user):
    run(create_copy(user))
    assert attempts() == []


def test_a_second_message_for_the_same_job_is_dropped(user):
    job = run(create("echo", user))
    assert run(job).version == job.version


def test_a_refused_input_fails_with_its_code_and_sentence(user):
    job = run(create_copy(user, b"please refuse"))
    assert (job.status, job.error_code) == (Status.FAILED, "refused_by_itself")
    assert job.error_detail == "The file asks to be refused."


def test_an_unexpected_error_tells_nothing_of_the_insides(user):
    job = run(create("script", user, raises="password=123"))
    assert (job.status, job.error_code) == (Status.FAILED, "internal")
    assert "password" not in job.error_detail


def test_a_listed_exception_is_tried_again_later(user):
    job = run(create("script", user, fail_attempts=1))
    assert (job.status, job.attempt, job.error_code) == (Status.PENDING, 1, "")
    assert job.available_at > job.started_at


def test_the_last_attempt_fails(user):
    job = create("script", user, fail_attempts=9)
    Job.objects.update(max_attempts=1)
    assert run(job).status == Status.FAILED


def test_the_next_attempt_may_succeed(user):
    job = run(create("script", user, fail_attempts=1))
    Job.objects.update(available_at=job.created_at)
    assert run(job).result.data == {"attempt": 2}


def test_options_of_another_release_fail_as_outdated(user):
    job = create("echo", user)
    Job.objects.update(options={"no": "such option"})
    assert run(job).error_code == "input_outdated"


def test_a_result_of_another_type_is_invalid(user):
    with behave(Echo, "process", lambda *_: "text"):
        assert run(create("echo", user)).error_code == "result_invalid"


def test_a_result_may_not_be_larger_than_the_limit(user, settings):
    settings.JOBS_MAX_RESULT_BYTES = 100
    with behave(Echo, "process", lambda *_: EchoResult(text="x" * 200)):
        assert run(create("echo", user)).error_code == "result_too_large"


def test_a_result_with_nul_is_stored(user):
    with behave(Echo, "process", lambda *_: EchoResult(text="a\0b")):
        job = run(create("echo", user))
    assert job.result.data == {"text": "a\N{REPLACEMENT CHARACTER}b"}


def test_a_full_disk_fails_as_storage(user):
    with behave(Copy, "process", raising(OSError(errno.ENOSPC, "full"))):
        assert run(create_copy(user)).error_code == "storage"


def test_a_failure_that_the_database_refuses_is_an_internal_one(user):
    with behave(Echo, "process", raising(JobFailed("No.", code="x" * 51))):
        job = run(create("echo", user))
    assert (job.status, job.error_code) == (Status.FAILED, "internal")


class Panic(BaseException):
    """As native libraries raise it."""


def test_a_panic_of_a_library_fails_the_job(user):
    with behave(Echo, "process", raising(Panic())):
        assert run(create("echo", user)).error_code == "internal"


def test_an_exit_of_the_process_is_no_end_of_the_job(user):
    job = create("echo", user)
    with behave(Echo, "process", raising(SystemExit())), pytest.raises(SystemExit):
        run(job)
    assert fresh(job).status == Status.PROCESSING


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_was_away_for_a_moment_means_another_attempt(user, error):
    with behave(Echo, "process", raising(error("gone"))):
        job = run(create("echo", user))
    assert (job.status, job.attempt) == (Status.PENDING, 1)


def test_an_end_that_cannot_be_written_in_time_is_left_to_the_rescue(user):
    job = claimed(create("echo", user))
    lease = Lease(job, Run(job_id=job.pk, attempt=1, options=None, directory=Path()))
    lease.ends_at = 0.0

    def refuse(*_):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        finish(job, Failed("internal", ""), lease)
    assert fresh(job).status == Status.PROCESSING


def test_validation_comes_before_the_work(user, tmp_path):
    log = tmp_path / "log"
    with behave(Script, "validate", raising(OSError())):
        run(create("script", user, log=str(log)))
    assert "began" not in log.read_text()


def test_clean_up_follows_every_end(user, tmp_path):
    log = tmp_path / "log"
    run(create("script", user, log=str(log)))
    run(create("script", user, log=str(log), raises="x"))
    assert log.read_text().count("cleaned up") == 2


def test_a_failing_clean_up_fails_the_job(user):
    with behave(Script, "clean_up", raising(RuntimeError())):
        assert run(create("script", user)).error_code == "internal"


def test_a_cancel_request_stops_the_run_at_a_checkpoint(user, settings):
    settings.JOBS_HEARTBEAT_INTERVAL = 0.05
    job = create("script", user, steps=500, step_seconds=0.02)

    def cancel_and_go_on(self, run):
        cancel(fresh(run.job_id))
        return process(self, run)

    process = Script.process
    with behave(Script, "process", cancel_and_go_on):
        job = run(job)
    assert job.status == Status.CANCELLED


def test_a_job_deleted_while_it_runs_stops_and_does_not_come_back(user, settings):
    settings.JOBS_HEARTBEAT_INTERVAL = 0.05
    job = create("script", user, steps=500, step_seconds=0.02)
    process = Script.process

    def delete_and_go_on(self, run):
        delete(fresh(run.job_id))
        return process(self, run)

    with behave(Script, "process", delete_and_go_on), pytest.raises(Job.DoesNotExist):
        run(job)
    assert not Job.objects.exists()
    assert attempts() == []


def test_progress_is_written_while_the_work_goes_on(user, settings):
    settings.JOBS_HEARTBEAT_INTERVAL = 0.01

    def look(self, run):
        run.progress(1, 2, "looking")
        wait_for(lambda: fresh(run.job_id).progress_message == "looking", "the progress")
        return EchoResult(text=str(fresh(run.job_id).percent))

    with behave(Echo, "process", look):
        job = run(create("echo", user))
    assert job.result.data == {"text": "50"}


def test_a_completed_job_keeps_its_last_progress(user):
    job = run(create("script", user, steps=2, step_seconds=0))
    assert (job.progress_current, job.progress_total) == (2, 2)


def test_each_attempt_has_an_instance_of_the_feature_of_its_own(user):
    left = []

    def process(feature, run):
        left.append(dict(vars(feature)))
        feature.owner = run.job_id
        return EchoResult(text="")

    register_task(Echo())  # as workers do
    with behave(Echo, "process", process):
        for _ in range(2):
            current_app.tasks["echo"].apply(args=[str(create("echo", user).pk)])
    assert left == [{}, {}]
