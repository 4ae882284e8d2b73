from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from longhaul.jobs import submission
from longhaul.jobs.broker import queue_lengths
from longhaul.jobs.models import Job
from longhaul.jobs.scheduling import dispatch_next, take_turns, with_room
from longhaul.jobs.services import Completed, cancel, delete, finish, release_jobs_of, retry
from longhaul.jobs.status import Status
from longhaul.run import Progress
from longhaul.tests.kernel import claimed, create, fresh, run
from longhaul.worker.keeper import dispatch_due

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = 3


@pytest.fixture(autouse=True)
def few_places(settings, empty_broker):
    settings.JOBS_DISPATCHED_PER_OWNER = PLACES


@pytest.fixture
def five(user):
    """Return five jobs of one owner, oldest first."""
    return [create("echo", user) for _ in range(5)]


def flood(owner, count, **values):
    """Put jobs into the database of which no worker was told."""
    values = {"feature": "echo", "queue": "default"} | values
    return Job.objects.bulk_create([Job(owner=owner, **values) for _ in range(count)])


def dispatched(*jobs):
    return [fresh(job).dispatched_at is not None for job in jobs]


def messages():
    return sum(queue_lengths().values())


def test_beyond_its_places_an_owners_job_is_accepted_and_held_back(five):
    assert dispatched(*five) == [True] * 3 + [False] * 2
    assert [fresh(job).dispatch_count for job in five] == [1, 1, 1, 0, 0]
    assert messages() == 3


def test_other_owners_have_places_of_their_own(five, other):
    assert dispatched(create("echo", other)) == [True]


def test_a_job_that_is_running_keeps_its_place(user, five):
    claimed(five[0])
    assert dispatched(create("echo", user)) == [False]


def test_each_job_is_published_with_its_turn_when_it_is_created(user, monkeypatch):
    turns = []
    monkeypatch.setattr(submission, "publish", lambda jobs: turns.extend(turn for _, turn in jobs))
    for _ in range(PLACES):
        create("echo", user)
    assert turns == [1, 2, 3]


def test_a_completed_job_lets_the_oldest_follow(five):
    run(five[0])
    assert dispatched(*five) == [True] * 4 + [False]
    assert messages() == 5  # of the one that follows, and of the second, which is first now


def test_nothing_is_dispatched_where_no_job_waits(user):
    job = claimed(create("echo", user))
    with CaptureQueriesContext(connection) as queries:
        assert finish(job, Completed("{}", (), Progress()))
    assert not [query for query in queries if "ROW_NUMBER" in query["sql"]]


def test_a_failed_job_lets_another_follow(user):
    create("script", user, raises="x")
    jobs = [create("echo", user) for _ in range(3)]
    run(Job.objects.get(feature="script"))
    assert dispatched(*jobs) == [True] * 3


def test_a_job_that_is_tried_again_lets_another_go_first(user):
    create("script", user, fail_attempts=1)
    jobs = [create("echo", user) for _ in range(3)]
    job = run(Job.objects.get(feature="script"))
    assert (job.status, job.dispatched_at) == (Status.PENDING, None)
    assert dispatched(*jobs) == [True] * 3


def test_what_a_worker_gives_back_is_published_again_in_its_turn(five):
    claimed(five[0])
    assert release_jobs_of("w") == 1
    assert sum(dispatched(*five)) == PLACES
    assert messages() == 5


def test_ending_what_was_held_back_makes_no_room(five):
    cancel(five[4])
    assert dispatched(*five[:4]) == [True] * 3 + [False]


def test_while_one_of_its_owners_runs_no_job_is_published_anew(five):
    claimed(five[1])
    run(five[0])
    assert messages() == 4


def test_of_two_ends_at_once_one_publishes_what_follows(five):
    claimed(five[1])
    seen = []

    def the_other_after_the_look(execute, sql, *rest):
        found = execute(sql, *rest)
        if "ROW_NUMBER" in sql and not seen:
            seen.append(sql)
            dispatch_next([five[0].owner_id])
        return found

    with connection.execute_wrapper(the_other_after_the_look):
        delete(five[0])
    assert seen
    assert dispatched(*five[1:]) == [True] * 3 + [False]
    assert messages() == 4


def test_a_deleted_job_makes_room(five):
    delete(five[0])
    assert dispatched(*five[1:]) == [True] * 3 + [False]


def test_a_retried_job_waits_for_its_turn(user, five):
    cancel(five[0])
    assert retry(fresh(five[0]))
    assert dispatched(five[0]) == [False]


def test_a_retried_job_is_published_where_there_is_room(user):
    job = create("echo", user)
    cancel(job)
    assert retry(fresh(job))
    assert dispatched(job) == [True]


def test_whoever_follows_is_published_after_the_commit_only(five):
    with transaction.atomic():
        delete(five[0])
        assert messages() == 3
    assert messages() == 5


def test_a_scheduled_job_does_not_follow(user, five):
    Job.objects.filter(pk=five[3].pk).update(available_at=Now() + timedelta(hours=1))
    run(five[0])
    assert dispatched(*five[3:]) == [False, True]


def test_the_keeper_leaves_an_owner_no_more_than_the_places(user):
    flood(user, 10)
    assert dispatch_due() == PLACES
    assert dispatch_due() == 0
    assert messages() == PLACES


def test_many_jobs_in_one_queue_keep_nobodys_job_in_another_waiting(user):
    flood(user, 10, queue="low")
    assert dispatch_due() == PLACES
    assert dispatched(create("echo", user)) == [True]
    (urgent,) = flood(user, 1, queue="critical")
    assert dispatch_due() == 1
    assert dispatched(urgent) == [True]


def test_dispatched_jobs_that_no_worker_knows_any_more_take_no_places(user):
    flood(user, 10, feature="retired", dispatched_at=Now(), dispatch_count=1)
    jobs = flood(user, PLACES)
    assert dispatch_due() == PLACES
    assert all(dispatched(*jobs))


def test_a_round_looks_no_further_where_every_place_is_taken(user, other):
    flood(user, 10), flood(other, 1)
    assert {job.owner for job in with_room([])} == {user, other}
    dispatch_due()
    assert not with_room([]).exists()


def test_owners_take_turns(user, other):
    mine, theirs = flood(user, 3), flood(other, 2)
    taken = [(job.owner_id, turn) for job, turn in take_turns(Job.objects.all())]
    a, b = user.pk, other.pk
    assert taken == [(a, 1), (b, 1), (a, 2), (b, 2), (a, 3)]
    assert all(dispatched(*mine, *theirs))


def test_who_has_a_job_under_way_comes_later(user, other):
    claimed(create("echo", user))
    flood(user, 2), flood(other, 1)
    taken = [(job.owner_id, turn) for job, turn in take_turns(Job.objects.all())]
    assert taken == [(other.pk, 1), (user.pk, 2), (user.pk, 3)]


def test_a_lost_message_is_sent_again_in_its_own_place(user, five):
    Job.objects.filter(pk=five[1].pk).update(dispatched_at=Now() - timedelta(hours=1))
    ((taken, turn),) = take_turns(Job.objects.all())
    assert (taken.pk, turn) == (five[1].pk, 2)


def test_a_later_turn_waits_in_the_queue_behind_an_earlier_one(user, other, five):
    create("echo", other)
    assert queue_lengths()["default"] == 4
    assert [owner_of(message) for message in popped()] == [user.pk, other.pk, user.pk, user.pk]


def popped():
    """Take the messages as a worker does."""
    with current_app.connection_for_read() as broker:
        queue = broker.SimpleQueue("default")
        for _ in range(4):
            message = queue.get(timeout=5)
            message.ack()
            yield message
        queue.close()


def owner_of(message):
    (job_id,), *_ = message.payload
    return fresh(job_id).owner_id


def test_what_cannot_be_published_is_held_back_again(user, no_broker):
    flood(user, 3)
    dispatch_next([user.pk])
    assert set(Job.objects.values_list("dispatched_at", "dispatch_count")) == {(None, 0)}


def test_an_owner_who_creates_one_job_after_another_starves_no_other(five, other):
    works = worked_off()
    for _ in five:
        mine = create("echo", other)
        while not fresh(mine).is_terminal:
            next(works)
    assert {fresh(job).status for job in five} == {Status.COMPLETED}


def worked_off():
    """Take one message after the other as a worker does, and run its job if it is still to be."""
    with current_app.connection_for_read() as broker:
        queue = broker.SimpleQueue("default")
        while True:
            message = queue.get(timeout=5)
            message.ack()
            (job_id,), *_ = message.payload
            if fresh(job_id).status == Status.PENDING:
                yield run(fresh(job_id))
