from devtools.chaos.doubled import (
    executed_twice,
    leased_twice,
    made_twice,
    recorded_late,
    recorded_twice,
)
from devtools.chaos.tests.support import (
    account,
    details,
    evidence,
    lease,
    line,
    row,
    seen,
    stop,
)

# ── made twice ──────────────────────────────────────────────────────────────────────────────────


def test_two_rows_of_one_story_are_one_too_many():
    found = made_twice(evidence(row(), row(job="b"), accounts=[]))
    assert details(found) == ["story 1 made 2 jobs"]


def test_a_repeated_creation_that_is_answered_with_another_job_is_one_too_many():
    found = made_twice(evidence(row(), accounts=[account(again=["b"])]))
    assert details(found) == ["story 1 made 2 jobs"]


def test_a_repeated_creation_may_be_answered_with_the_same_job():
    assert not list(made_twice(evidence(row(), accounts=[account(again=["a"])])))


def test_two_stories_may_make_two_jobs():
    two = [account(), account(job="b", number=2)]
    assert not list(made_twice(evidence(row(), row(job="b", story=2), accounts=two)))


# ── executed twice ──────────────────────────────────────────────────────────────────────────────


def test_one_lease_under_which_two_runs_began_is_doubled():
    lines = [line("began", 1), line("began", 2, pid=101)]
    assert details(executed_twice(evidence(lines=lines))) == ["one lease of attempt 1 began twice"]


def test_one_attempt_under_two_leases_is_doubled():
    lines = [line("began", 1), line("began", 2, execution="a2")]
    assert details(executed_twice(evidence(lines=lines))) == ["attempt 1 began twice"]


def test_one_attempt_may_begin_twice_if_a_worker_was_stopped_in_between():
    lines = [line("began", 1), line("began", 20, execution="a2")]
    assert not list(executed_twice(evidence(lines=lines, blows=[stop(at=5, over_at=8)])))


def test_a_stop_before_or_after_excuses_nothing():
    lines = [line("began", 10), line("began", 20, execution="a2")]
    stops = [stop(at=5, over_at=8), stop(at=25, over_at=28)]
    assert len(list(executed_twice(evidence(lines=lines, blows=stops)))) == 1


def test_two_attempts_may_begin_after_each_other():
    lines = [line("began", 1), line("began", 2, execution="a2", attempt=2)]
    assert not list(executed_twice(evidence(lines=lines)))


def test_an_attempt_may_begin_late_if_its_worker_froze_before():
    lines = [line("began", 1, execution="a2", attempt=2), line("began", 2)]
    assert not list(executed_twice(evidence(lines=lines)))


# ── recorded twice, or late ─────────────────────────────────────────────────────────────────────


def test_a_result_that_a_client_has_read_otherwise_is_doubled():
    told = account(seen("completed", result="a0"))
    assert details(recorded_twice(evidence(row(), accounts=[told]))) == ["its result has changed"]


def test_a_result_may_be_read_again_and_again():
    told = account(seen("completed", result="a1"), seen("completed", result="a1"))
    assert not list(recorded_twice(evidence(row(), accounts=[told])))


def test_a_result_that_another_attempt_has_made_is_late():
    found = recorded_late(evidence(row(attempt=2, result_attempt=2)))
    assert details(found) == ["attempt 1 wrote the result of attempt 2"]


def test_a_job_without_a_result_has_none_that_is_late():
    assert not list(recorded_late(evidence(row("failed"))))


# ── leased twice ────────────────────────────────────────────────────────────────────────────────

BOTH = [lease(until=60), lease("a2", attempt=2, claimed_at=59)]


def test_a_lease_given_while_another_one_holds_is_doubled():
    assert details(leased_twice(evidence(leases=BOTH))) == ["attempts 1 and 2 at once"]


def test_a_lease_may_be_given_once_the_other_is_over():
    after = lease("a2", attempt=2, claimed_at=60)
    assert not list(leased_twice(evidence(leases=[lease(until=60), after])))


def test_a_lease_may_be_given_once_its_holder_has_ended():
    lines = [line("left", at=58)]
    assert not list(leased_twice(evidence(leases=BOTH, lines=lines)))


def test_a_holder_that_ends_too_late_excuses_nothing():
    lines = [line("left", at=59.5)]
    assert len(list(leased_twice(evidence(leases=BOTH, lines=lines)))) == 1


def test_a_lease_may_be_given_once_its_holder_was_stopped():
    assert not list(leased_twice(evidence(leases=BOTH, blows=[stop(at=50, over_at=55)])))


def test_the_stop_of_another_worker_excuses_nothing():
    other = stop(target="worker-2", at=50, over_at=55)
    assert len(list(leased_twice(evidence(leases=BOTH, blows=[other])))) == 1


def test_two_jobs_may_be_leased_at_once():
    assert not list(leased_twice(evidence(leases=[lease(), lease("b1")])))
