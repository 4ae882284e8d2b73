import pytest

from longhaul_client.pace import LONGEST, LONGEST_AFTER_FAILURE, SPREAD, Pace


@pytest.fixture
def pace():
    return Pace("job")


def without_spread(waits):
    """Return the waits to the whole seconds below; the spread adds a tenth at most."""
    return [max(step for step in (1, 2, 4, 8, 10, 16, 32, 60) if step <= wait) for wait in waits]


def test_news_keep_the_pace(pace):
    assert without_spread(pace.after_news() for _ in range(3)) == [1, 1, 1]


def test_waits_grow_while_nothing_happens(pace):
    assert without_spread(pace.after_silence() for _ in range(5)) == [2, 4, 8, 10, 10]


def test_news_begin_anew(pace):
    waits = [pace.after_silence(), pace.after_silence(), pace.after_news(), pace.after_silence()]
    assert without_spread(waits) == [2, 4, 1, 2]


def test_waits_grow_further_after_failures(pace):
    assert without_spread(pace.after_failure() for _ in range(7)) == [2, 4, 8, 16, 32, 60, 60]


def test_an_answer_makes_the_next_failure_a_first_one(pace):
    pace.after_failure()
    pace.after_silence()
    assert without_spread([pace.after_failure()]) == [2]


@pytest.mark.parametrize("verb", ["after_news", "after_silence", "after_failure"])
def test_no_wait_is_shorter_than_the_server_asks_for(pace, verb):
    assert all(getattr(pace, verb)(90) >= 90 for _ in range(20))


def test_the_spread_stays_within_its_share(pace):
    assert all(LONGEST <= wait <= LONGEST * (1 + SPREAD) for wait in long_waits(pace))
    assert pace.after_failure() < LONGEST_AFTER_FAILURE


def long_waits(pace):
    return [pace.after_silence() for _ in range(20)][4:]


def test_the_same_job_has_the_same_pace():
    assert long_waits(Pace("one")) == long_waits(Pace("one"))


def test_two_jobs_differ():
    assert long_waits(Pace("one")) != long_waits(Pace("two"))
