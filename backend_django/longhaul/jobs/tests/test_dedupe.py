import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction

from longhaul.jobs.exceptions import Duplicate, LimitReached
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.services import cancel, delete, retry
from longhaul.jobs.submission import dedupe_digest, submit
from longhaul.registry import registry
from longhaul.tests.kernel import claimed, create, fresh, request, run

pytestmark = pytest.mark.django_db(transaction=True)


def ask(owner, key="", **options):
    return submit(request("once", owner, key=key, **options))


def ask_with_file(owner, text):
    files = {"text": [ContentFile(text, name="hello.txt")]}
    return submit(replace(request("once", owner), files=files))


def stored_files():
    return [path for path in (Path(settings.MEDIA_ROOT) / "jobs").rglob("*") if path.is_file()]


def test_the_same_work_asked_for_again_is_the_same_job(user):
    first, second = ask(user), ask(user)
    assert second.job.pk == first.job.pk
    assert (first.deduplicated, second.deduplicated) == (False, True)
    assert Job.objects.count() == 1


def test_other_work_is_another_job(user):
    assert ask(user).job.pk != ask(user, text="other").job.pk


def test_the_same_work_for_another_user_is_another_job(user, other):
    assert ask(user).job.pk != ask(other).job.pk


def test_work_without_a_key_is_always_another_job(user):
    assert ask(user, text="").job.pk != ask(user, text="").job.pk


def test_work_that_has_ended_may_be_asked_for_again(user):
    first = run(ask(user).job)
    again = ask(user)
    assert (again.deduplicated, again.job.pk == first.pk) == (False, False)


def test_a_running_job_is_found_too(user):
    job = ask(user).job
    claimed(job)
    assert ask(user).job.pk == job.pk


def test_a_running_job_that_is_to_stop_is_not_the_same_work(user):
    job = ask(user).job
    claimed(job)
    cancel(job)
    again = ask(user)
    assert (again.deduplicated, again.job.pk == job.pk) == (False, False)
    assert ask(user).job.pk == again.job.pk


def test_the_same_file_is_stored_once(user):
    before = stored_files()
    first, second = ask_with_file(user, b"x"), ask_with_file(user, b"x")
    assert second.job.pk == first.job.pk
    assert JobFile.objects.count() == len(stored_files()) - len(before) == 1


def test_another_file_is_other_work(user):
    assert ask_with_file(user, b"x").job.pk != ask_with_file(user, b"y").job.pk


def test_the_same_file_under_another_name_is_other_work(user):
    wish = request("once", user)
    files = [JobFile(name=name, sha256="e3b0") for name in ("left", "right")]
    assert len({dedupe_digest(wish, [file]) for file in files}) == 2
    assert dedupe_digest(wish, files) == dedupe_digest(wish, list(files))


def test_the_same_work_is_found_however_many_jobs_the_owner_has(user, settings):
    settings.JOBS_MAX_UNFINISHED = 1
    settings.JOBS_MAX_STORED_BYTES = 1
    first = ask_with_file(user, b"x")
    assert ask_with_file(user, b"x").job.pk == first.job.pk
    with pytest.raises(LimitReached, match="unfinished"):
        ask(user, text="other")


def test_an_idempotency_key_stands_for_the_job_that_was_found(user):
    first = ask(user)
    assert ask(user, key="k").deduplicated
    run(first.job)
    again = ask(user, key="k")
    assert (again.replayed, again.job.pk) == (True, first.job.pk)


def test_a_job_that_is_deleted_while_a_key_is_to_stand_for_it_makes_no_request_fail(user):
    job = ask(user).job
    deleting = threading.Thread(target=delete_in_a_thread, args=[job])

    def delete_before_the_key(execute, sql, *rest):
        if 'INTO "jobs_idempotencykey"' in sql:
            deleting.start()
            deleting.join(1)  # it waits for the end of this transaction
        return execute(sql, *rest)

    with connection.execute_wrapper(delete_before_the_key):
        assert ask(user, key="k").job.pk == job.pk
    deleting.join()
    assert not Job.objects.exists()


def delete_in_a_thread(job):
    delete(job)
    connection.close()


def test_what_the_feature_calls_its_work_may_be_long_and_strange(user):
    key = "\0\ud800" * 10_000
    wish = request("once", user)
    feature = type("Odd", (type(wish.feature),), {"dedupe_key": lambda *_: key})()
    odd = replace(wish, feature=feature)
    assert submit(odd).job.pk == submit(odd).job.pk


def test_50_parallel_requests_for_the_same_work_make_one_job(user):
    barrier = threading.Barrier(50)

    def send():
        barrier.wait()
        accepted = ask(user)
        connection.close()
        return accepted

    with ThreadPoolExecutor(50) as pool:
        accepted = [future.result() for future in [pool.submit(send) for _ in range(50)]]
    assert len({one.job.pk for one in accepted}) == Job.objects.count() == 1
    assert [one.deduplicated for one in accepted].count(False) == 1


def test_work_that_keeps_ending_meanwhile_never_makes_a_request_fail(user):
    ended = threading.Event()

    def end_whatever_comes():
        while not ended.is_set():
            for job in Job.objects.unfinished():
                cancel(job)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(end_whatever_comes)
        try:
            assert all(ask(user).job.pk for _ in range(100))
        finally:
            ended.set()


def test_a_retry_of_work_that_is_under_way_in_another_job_is_refused(user):
    first = ask(user).job
    cancel(first)
    second = ask(user).job
    with pytest.raises(Duplicate):
        retry(fresh(first))
    run(second)
    assert retry(fresh(first))


def test_a_refused_retry_leaves_the_transaction_round_it_alone(user):
    first = ask(user).job
    cancel(first)
    ask(user)
    with transaction.atomic():
        with pytest.raises(Duplicate):
            retry(fresh(first))
        assert fresh(first).status == "cancelled"


def test_the_database_refuses_the_same_work_twice(user):
    job = ask(user).job
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.bulk_create([Job(feature="once", owner=user, dedupe_key=job.dedupe_key)])


def test_a_feature_has_no_key_unless_it_says_so(user):
    assert create("echo", user).dedupe_key == ""
    echo = registry.get("echo")
    assert echo.dedupe_key(echo.Options(), {}) is None
