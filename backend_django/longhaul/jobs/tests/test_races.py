import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from longhaul.jobs.models import Job, JobResult
from longhaul.jobs.services import Completed, cancel, delete, finish
from longhaul.jobs.status import Status
from longhaul.run import Progress
from longhaul.tests.kernel import claim, claimed, create

pytestmark = pytest.mark.django_db(transaction=True)
TRIALS = 1_000


def race(first, second, jobs):
    """Let two threads act on each job at the same moment; return what each of them got."""
    barrier = threading.Barrier(2)

    def act(verb):
        outcomes = []
        for job in jobs:
            barrier.wait()
            outcomes.append(bool(verb(job)))
        connection.close()
        return outcomes

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(act, [first, second]))


def complete(job):
    return finish(job, Completed("{}", (), Progress()))


def make(user, count):
    sample = create("echo", user)
    rows = [Job(feature="echo", owner=user, queue=sample.queue) for _ in range(count)]
    return Job.objects.bulk_create(rows)


def test_16_cancel_racing_a_claim_never_has_both_win_silently(user):
    jobs = make(user, TRIALS)
    cancels, claims = race(cancel, claim, jobs)
    after = Job.objects.in_bulk([job.pk for job in jobs])
    for job, cancelled, started in zip(jobs, cancels, claims, strict=True):
        assert cancelled
        # Either the job never ran, or the run that began knows that it is to stop.
        ended = after[job.pk].status == Status.CANCELLED
        assert started != ended
        assert after[job.pk].cancel_requested_at


def test_only_one_of_two_workers_claims(user):
    first, second = race(claim, claim, make(user, 200))
    assert all(a != b for a, b in zip(first, second, strict=True))


def test_a_delete_during_the_final_commit_leaves_nothing(user):
    jobs = [claimed(job) for job in make(user, 200)]
    race(complete, delete, jobs)
    assert not Job.objects.filter(pk__in=[job.pk for job in jobs]).exists()
    assert not JobResult.objects.exists()


def test_17_a_cancel_during_the_final_commit_leaves_one_end(user):
    jobs = [claimed(job) for job in make(user, 200)]
    finished, _ = race(
        complete,
        cancel,
        jobs,
    )
    assert all(finished)
    assert set(Job.objects.filter(pk__in=[job.pk for job in jobs]).values_list("status")) == {
        (Status.COMPLETED,)
    }
