from devtools.chaos.audit import audit, lost, stuck
from devtools.chaos.finding import Fate
from devtools.chaos.tests.support import account, asked, details, evidence, line, row

ENDED = [line("began"), line("ended", 2), line("left", 3)]


def test_a_job_that_went_as_it_should_is_no_finding():
    assert audit(evidence(row(), lines=ENDED)) == []


def test_a_job_that_was_accepted_and_is_nowhere_is_lost():
    (finding,) = audit(evidence(accounts=[account()]))
    assert (finding.fate, finding.job) == (Fate.LOST, "a")


def test_a_job_that_its_client_wanted_to_be_deleted_is_not_lost():
    deleted = account(asked=[asked("delete", answered=False)])
    assert not list(lost(evidence(accounts=[deleted])))


def test_a_job_that_no_client_knows_of_is_not_lost():
    assert not list(lost(evidence(row(), accounts=[])))


def test_what_has_not_ended_is_stuck():
    found = list(stuck(evidence(row("pending"), row("processing", job="b"))))
    assert details(found) == ["still pending", "still processing"]
    assert {finding.fate for finding in found} == {Fate.STUCK}


def test_what_has_ended_in_any_way_is_not_stuck():
    assert not list(stuck(evidence(row(), row("failed", job="b"), row("cancelled", job="c"))))
