import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from longhaul.jobs import broker
from longhaul.jobs.exceptions import JobGone, KeyReused
from longhaul.jobs.models import IdempotencyKey, Job, JobFile
from longhaul.jobs.submission import _fingerprint, submit
from longhaul.tests.kernel import create, create_copy, fresh, request
from longhaul.tests.process import BACKEND, database_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def closed_breaker():
    broker.breaker.reset()


def stored_files():
    return [path for path in (Path(settings.MEDIA_ROOT) / "jobs").rglob("*") if path.is_file()]


def test_a_job_is_written_with_the_intention_to_publish(user):
    job = create("echo", user)
    assert (fresh(job).dispatch_count, fresh(job).dispatched_at) == (1, job.created_at)


def test_an_upload_is_kept_with_its_digest(user):
    file = create_copy(user, b"hello").files.get()
    assert (file.kind, file.name, file.filename, file.size) == ("input", "text", "hello.txt", 5)
    assert file.sha256.startswith("2cf24dba")
    assert file.file.read() == b"hello"
    file.file.close()


def test_02_a_rolled_back_create_leaves_no_job_and_no_message(user, empty_broker):
    with transaction.atomic():
        create_copy(user)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert empty_broker() == 0


def test_a_create_that_cannot_be_written_leaves_no_file(user, monkeypatch):
    before = stored_files()
    user.pk = 0  # no such user: the foreign key fails at the commit
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        create_copy(user)
    assert not Job.objects.exists()
    assert stored_files() == before


def test_a_scheduled_job_is_not_published_before_its_time(user, empty_broker):
    later = timezone.now() + timedelta(hours=1)
    job = submit(replace(request("echo", user), available_at=later)).job
    assert (fresh(job).dispatched_at, empty_broker()) == (None, 0)


def test_without_a_broker_the_job_is_accepted_and_left_to_the_keeper(user, no_broker):
    job = create("echo", user)
    assert fresh(job).dispatched_at is None


def test_a_broker_that_failed_is_left_alone_for_a_while(user, no_broker):
    create("echo", user)
    assert broker.breaker.is_open


def test_the_same_key_gives_the_same_job(user):
    first = submit(request("echo", user, key="k"))
    again = submit(request("echo", user, key="k"))
    assert (first.replayed, again.replayed) == (False, True)
    assert first.job.pk == again.job.pk


def test_the_same_key_for_something_else_is_refused(user):
    create("echo", user, key="k")
    with pytest.raises(KeyReused):
        create("echo", user, key="k", text="other")


def test_the_content_of_a_file_belongs_to_the_request(user):
    create_copy(user, b"one", key="k")
    with pytest.raises(KeyReused):
        create_copy(user, b"two", key="k")


def test_the_order_of_files_belongs_to_the_request_where_they_have_one_name(user):
    def fingerprint(*files):
        inputs = [JobFile(name=name, sha256=content) for name, content in files]
        return _fingerprint(request("echo", user), inputs)

    assert fingerprint(("a", "1"), ("a", "2")) != fingerprint(("a", "2"), ("a", "1"))
    assert fingerprint(("a", "1"), ("b", "2")) == fingerprint(("b", "2"), ("a", "1"))


def test_a_key_of_another_owner_is_another_key(user, other):
    assert create("echo", user, key="k").pk != create("echo", other, key="k").pk


def test_a_key_whose_job_was_deleted_says_so(user):
    create("echo", user, key="k").delete()
    with pytest.raises(JobGone):
        create("echo", user, key="k")


def test_a_key_ends_after_its_time(user):
    first = create("echo", user, key="k")
    IdempotencyKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert create("echo", user, key="k").pk != first.pk


def test_a_replayed_upload_is_stored_once(user):
    create_copy(user, key="k")
    before = stored_files()
    create_copy(user, key="k")
    assert stored_files() == before
    assert JobFile.objects.count() == 1


def test_23_200_parallel_creates_with_one_key_make_one_job(user):
    barrier = threading.Barrier(20)

    def send_ten():
        barrier.wait()
        ids = [submit(request("echo", user, key="k")).job.pk for _ in range(10)]
        connection.close()
        return ids

    with ThreadPoolExecutor(20) as pool:
        ids = {pk for sent in pool.map(lambda _: send_ten(), range(20)) for pk in sent}
    assert len(ids) == 1
    assert Job.objects.count() == 1


def test_settings_for_production_refuse_a_placeholder_secret():
    outcome = subprocess.run(
        [sys.executable, "-c", "import config.settings.production"],
        cwd=BACKEND,
        env=os.environ
        | {
            "DJANGO_SECRET_KEY": "change-me" * 10,
            "DJANGO_ALLOWED_HOSTS": "x",
            "DATABASE_URL": database_url(),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert "DJANGO_SECRET_KEY is a placeholder" in outcome.stderr
