import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longhaul import database as batches
from longhaul.database import delete_in_batches
from longhaul.jobs import pruning
from longhaul.jobs.models import IdempotencyKey, Job, JobFile, JobResult, Worker
from longhaul.jobs.pruning import delete_old, prune_all, purge_expired, remove_orphans
from longhaul.jobs.services import delete
from longhaul.tests.features import Echo
from longhaul.tests.kernel import claimed, create, create_copy, fresh, run
from longhaul.worker.workspace import attempts_root, sweep_attempts

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
    delete(done)
    assert stored(done) == []
    assert not JobResult.objects.exists()


def test_ended_idempotency_keys_go(user):
    create("echo", user, key="k")
    IdempotencyKey.objects.update(expires_at=Now() - timedelta(seconds=1))
    prune_all()
    assert not IdempotencyKey.objects.exists()


@pytest.fixture
def old_database():
    """Let the database be a year old, and return what tells its age."""
    migrations = MigrationRecorder.Migration.objects.all()
    migrations.update(applied=timezone.now() - LONG_AGO)
    yield migrations
    migrations.update(applied=timezone.now())


def test_files_of_no_job_go_when_they_are_old(done, old_database):
    orphan = jobs_root() / "00000000-0000-7000-8000-000000000000"
    orphan.mkdir()
    (orphan / "left.txt").write_text("x")
    assert remove_orphans() == 0
    os.utime(orphan, (0, 0))
    assert remove_orphans() == 1
    assert not orphan.exists()
    assert len(stored(done)) == 2


def test_files_of_no_job_stay_while_a_database_is_new_or_restored(done, old_database):
    old_database.update(applied=timezone.now() - timedelta(days=6))
    orphan = jobs_root() / "00000000-0000-7000-8000-000000000000"
    orphan.mkdir()
    os.utime(orphan, (0, 0))
    assert remove_orphans() == 0
    old_database.update(applied=timezone.now() - timedelta(days=8))
    assert remove_orphans() == 1


@pytest.mark.parametrize("name", ["lost+found", "readme.txt"])
def test_what_is_no_job_s_is_left_alone_and_stops_nothing(done, old_database, name):
    strange = jobs_root() / name
    strange.touch()
    os.utime(strange, (0, 0))
    orphan = jobs_root() / "00000000-0000-7000-8000-000000000000"
    orphan.mkdir()
    os.utime(orphan, (0, 0))
    assert remove_orphans() == 1
    assert strange.exists()
    strange.unlink()


def test_unfinished_uploads_go_when_they_are_old(transactional_db):
    uploads = Path(settings.FILE_UPLOAD_TEMP_DIR)
    young, old = uploads / "young.upload", uploads / "old.upload"
    young.touch(), old.touch()
    os.utime(old, (0, 0))
    assert remove_orphans() == 1
    assert (young.exists(), old.exists()) == (True, False)
    young.unlink()


def test_pruning_goes_on_until_nothing_is_left(user, monkeypatch):
    monkeypatch.setattr(pruning, "JOB_BATCH", 2)
    for _ in range(5):
        run(create("echo", user))
    Job.objects.update(expires_at=Now() - timedelta(seconds=1))
    assert purge_expired() == 5


def transactions(act):
    """Return the statements of each transaction in a block."""
    with CaptureQueriesContext(connection) as queries:
        act()
    made = [query["sql"] for query in queries]
    begins = [number for number, sql in enumerate(made) if sql.startswith("BEGIN")]
    return [made[begin : made.index("COMMIT", begin)][1:] for begin in begins]


@pytest.mark.parametrize("prune", [purge_expired, delete_old])
def test_pruning_holds_no_more_than_one_job_at_a_time(user, prune):
    for _ in range(3):
        run(create_copy(user))
    Job.objects.update(expires_at=Now() - LONG_AGO, finished_at=Now() - LONG_AGO)
    made = transactions(prune)
    assert len(made) == 3
    assert max(map(len, made)) <= 8


def test_keys_are_deleted_a_few_at_a_time(user, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 2)
    for number in range(5):
        create("echo", user, key=f"k{number}")
    IdempotencyKey.objects.update(expires_at=Now() - timedelta(seconds=1))
    with CaptureQueriesContext(connection) as queries:
        assert delete_in_batches(IdempotencyKey.objects.all()) == 5
    assert len([one for one in queries if one["sql"].startswith("DELETE")]) == 3


def test_a_feature_says_how_long_its_results_stay(user, monkeypatch):
    monkeypatch.setattr(Echo, "retention", timedelta(hours=1))
    brief, usual = run(create("echo", user)), run(create_copy(user))
    assert brief.expires_at - brief.finished_at == timedelta(hours=1)
    assert usual.expires_at - usual.finished_at == timedelta(days=30)


def test_a_round_of_pruning_ends(user, monkeypatch):
    monkeypatch.setattr(pruning, "ROUND_LIMIT", timedelta())
    run(create("echo", user))
    Job.objects.update(expires_at=Now() - timedelta(seconds=1))
    assert purge_expired() == 0


def test_a_deleted_job_leaves_no_folder(done):
    (jobs_root() / str(done.pk) / "output" / "left-by-a-crash").touch()
    delete(done)
    assert not (jobs_root() / str(done.pk)).exists()


def test_workers_that_are_long_gone_are_forgotten(transactional_db):
    now = timezone.now()
    Worker.objects.create(name="old", seen_at=now - timedelta(days=2), release="1")
    Worker.objects.create(name="new", seen_at=now, release="1")
    prune_all()
    assert Worker.objects.get().name == "new"


def test_directories_of_dead_attempts_are_swept(user):
    job = claimed(create("echo", user))
    alive = attempts_root() / f"{job.pk}-{job.attempt}-{job.lease_token}"
    dead = attempts_root() / f"{job.pk}-0-{job.lease_token}"
    alive.mkdir(parents=True)
    dead.mkdir()
    assert sweep_attempts() == 1
    assert (alive.exists(), dead.exists()) == (True, False)
    alive.rmdir()
