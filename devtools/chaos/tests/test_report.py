import io
import json

import pytest

from devtools.chaos.fault import Kind
from devtools.chaos.finding import Fate
from devtools.chaos.outcome import lines, summary
from devtools.chaos.plan import make_plan
from devtools.chaos.report import as_document, judge
from devtools.chaos.tests.support import account, asked, blow, evidence, lease, line, row
from devtools.chaos.times import SHORT, Times
from devtools.console import Console

SHORTEST = make_plan(1, 0.5, Times.of(SHORT))
ENDED = [line("began"), line("ended", 2), line("left", 3)]


def judged(*rows, plan=SHORTEST, lines=ENDED, **more):
    return judge(plan, evidence(*rows, lines=lines, **more), now=100)


def test_a_run_in_which_everything_held_has_passed():
    report = judged(row())
    assert report.has_passed
    assert summary(report) == (
        "1 jobs ran through 0 faults (seed 1): none lost, doubled, stuck or wrong"
    )


def test_a_finding_fails_the_run_and_is_told():
    report = judged(row("pending"), told={})
    assert not report.has_passed
    assert summary(report).endswith(": 1 findings")
    told = "\n".join(lines(report, Console(io.StringIO())))
    assert "0 lost · 0 doubled · 1 stuck · 0 wrong" in told
    assert "stuck: a still pending" in told


def test_of_two_findings_about_one_job_one_job_is_counted():
    report = judged(row(attempt=4), told={})
    assert len(report.findings) > 1
    assert report.count(Fate.WRONG) == 1


@pytest.mark.parametrize(("gone_at", "passes"), [(26.5, True), (27.5, False)])
def test_a_rescue_that_takes_too_long_fails_the_run(gone_at, passes):
    leases = [lease(gone_at=gone_at)]
    blows = [blow(Kind.KILL_WORKER, at=10, hit=["a1"])]
    late = judged(row(), lines=[line("ended")], leases=leases, blows=blows)
    assert late.has_passed is passes
    assert ("a rescue took too long" in summary(late)) is not passes


def test_a_run_in_which_hardly_any_job_ran_says_nothing():
    longer = make_plan(1, 60, Times.of(SHORT))
    report = judged(row(), plan=longer)
    assert not report.has_passed
    assert summary(report).endswith("too few to say anything")


def test_jobs_are_counted_by_what_has_become_of_them():
    gone = account(job="c", asked=[asked("delete")])
    accounts = [account(), account(job="b"), gone]
    failed = row("failed", job="b", story=2, error_code="worker_lost")
    report = judged(row(), failed, accounts=accounts)
    assert report.counts() == {
        "accepted": 3, "executed": 1, "completed": 1, "failed": 1, "cancelled": 0, "deleted": 1,
    }  # fmt: skip
    assert report.failures() == {"worker_lost": 1}


def test_the_document_is_json_and_has_everything():
    blows = [blow(Kind.KILL_WORKER, at=10, hit=["a1"])]
    leases = [lease(gone_at=12)]
    report = judged(row("pending"), told={}, lines=[], blows=blows, leases=leases)
    document = json.loads(json.dumps(as_document(report)))
    assert (document["passed"], document["seed"], document["stuck"]) == (False, 1, 1)
    assert document["findings"] == [{"fate": "stuck", "job": "a", "detail": "still pending"}]
    assert document["longest_rescue_seconds"] == 2
    assert document["faults"] == [{"at": 10, "what": "kill worker-1", "hit": 1}]
