import pytest

from longhaul_client.deadline import Deadline
from longhaul_client.errors import TimedOut
from longhaul_client.following import Following, Seen
from longhaul_client.sending import Trouble

from .documents import job
from .stage import Stage, answer

DONE = job("completed", 100)


def follow(*script, seconds=None, first=None):
    stage, told = Stage(*script), []
    deadline = Deadline(seconds, stage.clock)
    following = Following(Trouble(300, stage.clock), deadline, told.append)
    stage.play(following.to_the_end(Seen.of(first or job())))
    return stage, told


def test_a_job_that_has_ended_is_not_asked_about():
    stage, told = follow(first=DONE)
    assert stage.asked == stage.waits == []
    assert [each.status for each in told] == ["completed"]


def test_each_change_is_told_once():
    _, told = follow(answer(304), job(percent=50), answer(304), DONE)
    assert [each.progress.percent for each in told] == [None, 50, 100]


def test_what_is_known_is_named():
    stage, _ = follow(answer(304), DONE)
    assert [ask.headers["If-None-Match"] for ask in stage.asked] == ['W/"1"', 'W/"1"']


def test_waits_grow_until_something_changes():
    stage, _ = follow(answer(304), answer(304), job(), DONE)
    assert [int(wait) for wait in stage.waits] == [1, 2, 4, 1]


def test_the_server_is_not_asked_earlier_than_it_says():
    stage, _ = follow(job(Retry_After="7"), DONE, first=job(Retry_After="5"))
    assert [int(wait) for wait in stage.waits] == [5, 7]


def test_a_server_that_has_waited_itself_is_soon_asked_again():
    waited = answer(304, Preference_Applied="wait=20", Retry_After="1")
    stage, _ = follow(waited, waited, waited, DONE)
    assert [int(wait) for wait in stage.waits] == [1, 1, 1, 1]


def test_the_server_may_wait_as_long_as_there_is_time():
    stage, _ = follow(DONE, seconds=10)
    assert stage.asked[0].headers["Prefer"] == "wait=8"
    assert stage.asked[0].silence <= 9


def test_the_time_ends_it():
    with pytest.raises(TimedOut):
        follow(*[answer(304)] * 20, seconds=30)
