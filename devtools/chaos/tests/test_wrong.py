import pytest

from devtools.chaos.tests.support import account, asked, details, evidence, line, row, seen
from devtools.chaos.wrong import (
    refused,
    undead,
    undone,
    unexplained,
    unfounded,
    unhandled,
    unmatched,
    untrue,
)


def test_a_completed_job_whose_attempt_never_ended_is_wrong():
    found = unfounded(evidence(row(), lines=[line("began")]))
    assert details(found) == ["completed, but attempt 1 never ended"]


def test_the_end_of_another_attempt_founds_nothing():
    lines = [line("ended", execution="a0"), line("ended", attempt=2)]
    assert len(list(unfounded(evidence(row(), lines=lines)))) == 1


def test_a_completed_job_whose_attempt_ended_is_right():
    assert not list(unfounded(evidence(row(), lines=[line("ended")])))


@pytest.mark.parametrize(
    ("columns", "detail"),
    [
        ({"result_attempt": None}, "completed without a result"),
        ({"status": "cancelled", "result_attempt": 1}, "cancelled with a result"),
        ({"attempt": 2}, "attempt 2 has the result of 1"),
        ({"attempt": 4, "result_attempt": 4}, "attempt 4 of 3"),
    ],
)
def test_a_row_that_contradicts_itself_is_wrong(columns, detail):
    assert details(unmatched(evidence(row(**columns)))) == [detail]


def test_a_row_may_have_used_its_last_attempt():
    assert not list(unmatched(evidence(row(attempt=3, result_attempt=3))))


def test_a_cancelled_job_without_a_request_is_a_finding():
    found = unexplained(evidence(row("cancelled")))
    assert details(found) == ["cancelled without a request"]


def test_a_job_may_be_cancelled_by_a_request_without_an_answer():
    one = account(asked=[asked("cancel", answered=False)])
    assert not list(unexplained(evidence(row("cancelled"), accounts=[one])))


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [("quick", "worker_lost"), ("raising", "internal"), ("late", "time_limit")],
)
def test_a_job_may_fail_for_a_reason_that_it_has(behaviour, code):
    one = account(behaviour=behaviour)
    assert not list(unexplained(evidence(row("failed", error_code=code), accounts=[one])))


@pytest.mark.parametrize(
    ("behaviour", "code"), [("quick", "internal"), ("raising", "time_limit"), ("late", "storage")]
)
def test_a_job_that_fails_for_a_reason_it_cannot_have_is_wrong(behaviour, code):
    one = account(behaviour=behaviour)
    found = unexplained(evidence(row("failed", error_code=code), accounts=[one]))
    assert details(found) == [f"a {behaviour} job has failed ({code})"]


def test_an_end_that_is_taken_back_is_wrong():
    one = account(seen("completed", 1), seen("pending", 2))
    assert details(undone(evidence(accounts=[one]))) == ["completed, and pending later"]


def test_the_database_has_the_last_word():
    one = account(seen("cancelled", 1))
    assert details(undone(evidence(row(), accounts=[one]))) == ["cancelled, and completed later"]


def test_a_retry_takes_an_end_back():
    one = account(seen("failed", 1), seen("pending", 3), asked=[asked("retry", at=2)])
    assert not list(undone(evidence(row(), accounts=[one])))


def test_a_retry_that_comes_later_explains_nothing():
    one = account(seen("failed", 1), seen("pending", 2), asked=[asked("retry", at=3)])
    assert len(list(undone(evidence(accounts=[one])))) == 1


def test_no_retry_takes_a_completion_back():
    one = account(seen("completed", 1), seen("pending", 3), asked=[asked("retry", at=2)])
    assert len(list(undone(evidence(accounts=[one])))) == 1


def test_a_job_may_go_forth_and_back_before_its_end():
    statuses = ["pending", "processing", "pending", "processing"]
    one = account(*map(seen, statuses))
    assert not list(undone(evidence(row(), accounts=[one])))


def test_a_deleted_job_that_is_still_there_is_wrong():
    one = account(asked=[asked("delete")])
    assert details(undead(evidence(row(), accounts=[one]))) == ["deleted, and still there"]


def test_a_deletion_without_an_answer_may_not_have_happened():
    one = account(asked=[asked("delete", answered=False)])
    assert not list(undead(evidence(row(), accounts=[one])))


@pytest.mark.parametrize(
    ("told", "detail"),
    [
        ({"a": "failed"}, "the API tells failed, the database holds completed"),
        ({}, "the API tells None, the database holds completed"),
    ],
)
def test_an_api_that_contradicts_the_database_is_wrong(told, detail):
    assert details(untrue(evidence(row(), told=told))) == [detail]


def test_a_job_that_the_api_has_made_up_is_wrong():
    found = untrue(evidence(told={"a": "completed"}))
    assert details(found) == ["the API tells completed, the database holds None"]


def test_what_is_stuck_may_have_moved_between_two_looks():
    assert not list(untrue(evidence(row("pending"), told={"a": "processing"})))


def test_a_500_is_wrong_and_a_503_is_not():
    found = unhandled(evidence(answers={200: 9, 500: 2, 503: 4}))
    assert details(found) == ["the server has answered 500, 2 times"]
    assert not list(unhandled(evidence(answers={200: 9, 503: 4})))


def test_a_refusal_is_wrong_and_names_the_job():
    (finding,) = refused(evidence(row(), refusals={1: "There is no such job."}))
    assert (finding.job, finding.detail) == ("a", "story 1: There is no such job.")
