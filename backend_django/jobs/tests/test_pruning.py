import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from jobs.models import IdempotencyKey, Job, JobFile, JobResult
from jobs.models.clock import Now
from jobs.pruning import delete_job, delete_old, prune_all, purge_expired, remove_orphans
from jobs.workspace import attempts_root, sweep_attempts
from tests.kernel import claimed, create, create_copy, fresh, run

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = timedelta(days=365)


@pytest.fixture
def done(user):
    return run(create_copy(user))


def stored(job):
    return [path for path in (jobs_root() / str(job.pk)).rglob("*") if path.is_file()]


def jobs_root():
    return Path(settings.MEDIA_ROOT) / "jobs"


def test_result_and_files_go_when_they_expire_and_the_row_stays(done):
    Job.objects.update(expires_at=Now() - timedelta(seconds=1))
    assert purge_expired() == 1
    assert fresh(done).purged_at
    assert (JobResult.objects.count(), JobFile.objects.count(), stored(done)) == (0, 0, [])


def test_what_has_not_expired_stays(done):
    assert purge_expired() == 0
    assert len(stored(done)) == 2


def test_old_rows_go(done):
    Job.objects.update(finished_at=Now() - LONG_AGO)
    assert delete_old() == 1
    assert not Job.objects.exists()
    assert stored(done) == []


def test_an_unfinished_job_is_never_old(user):
    create("echo", user)
    Job.objects.update(created_at=Now() - LONG_AGO)
    assert delete_old() == 0


def test_a_deleted_job_leaves_nothing(done):
    delete_job(done)
    assert stored(done) == []
    assert not JobResult.objects.exists()


def test_ended_idempotency_keys_go(user):
    create("echo", user, key="k")
    IdempotencyKey.objects.update(expires_at=Now() - timedelta(seconds=1))
    prune_all()
    assert not IdempotencyKey.objects.exists()


def test_files_of_no_job_go_when_they_are_old(done):
    orphan = jobs_root() / "00000000-0000-7000-8000-000000000000"
    orphan.mkdir()
    (orphan / "left.txt").write_text("x")
    assert remove_orphans() == 0
    os.utime(orphan, (0, 0))
    assert remove_orphans() == 1
    assert not orphan.exists()
    assert len(stored(done)) == 2


def test_directories_of_dead_attempts_are_swept(user):
    job = claimed(create("echo", user))
    alive = attempts_root() / f"{job.pk}-{job.attempt}-{job.lease_token}"
    dead = attempts_root() / f"{job.pk}-0-{job.lease_token}"
    alive.mkdir(parents=True)
    dead.mkdir()
    assert sweep_attempts() == 1
    assert (alive.exists(), dead.exists()) == (True, False)
    alive.rmdir()
