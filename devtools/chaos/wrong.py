"""Looks for a status that is not the truth."""

from itertools import pairwise

from devtools.chaos.evidence import TERMINAL, Account, Evidence, Seen
from devtools.chaos.finding import Fate, Finding, Findings

INTERNAL_SERVER_ERROR = 500


def unfounded(evidence: Evidence) -> Findings:
    """A job is completed, but the attempt that counts has not come to its end."""
    ended = {
        (line.job, line.attempt, line.execution) for line in evidence.lines if line.event == "ended"
    }
    for row in evidence.rows.values():
        attempt = (row.job, row.attempt, row.result_execution)
        if row.status == "completed" and attempt not in ended:
            yield wrong(row.job, f"completed, but attempt {row.attempt} never ended")


def unmatched(evidence: Evidence) -> Findings:
    """Status and result contradict each other, or the number of attempts its limit."""
    for row in evidence.rows.values():
        has_result = row.result_attempt is not None
        if (row.status == "completed") != has_result:
            yield wrong(row.job, f"{row.status} {'with' if has_result else 'without'} a result")
        if has_result and row.result_attempt != row.attempt:
            yield wrong(row.job, f"attempt {row.attempt} has the result of {row.result_attempt}")
        if row.attempt > row.max_attempts:
            yield wrong(row.job, f"attempt {row.attempt} of {row.max_attempts}")


def unexplained(evidence: Evidence) -> Findings:
    """A job has failed or is cancelled, and there was no reason for it."""
    for account in evidence.accounts:
        row = evidence.rows.get(account.job)
        if row and row.status == "cancelled" and not account.has_asked("cancel"):
            yield wrong(row.job, "cancelled without a request")
        behaviour = account.story.behaviour
        if row and row.status == "failed" and not behaviour.may_fail_with(row.error_code):
            yield wrong(row.job, f"a {behaviour.name} job has failed ({row.error_code})")


def undone(evidence: Evidence) -> Findings:
    """The state of an ended job changed, although it was not retried."""
    for account in evidence.accounts:
        for before, after in pairwise(history(account, evidence)):
            if before.status not in TERMINAL or before.status == after.status:
                continue
            if before.status == "completed" or not retried(account, after.at):
                yield wrong(account.job, f"{before.status}, and {after.status} later")


def history(account: Account, evidence: Evidence) -> list[Seen]:
    """Return what the client was shown, and then what the database holds."""
    row = evidence.rows.get(account.job)
    last = [Seen(at=float("inf"), status=row.status)] if row else []
    return [*account.seen, *last]


def retried(account: Account, before: float) -> bool:
    return any(asked.verb == "retry" and asked.at < before for asked in account.asked)


def undead(evidence: Evidence) -> Findings:
    """A job was deleted, and is still there."""
    for account in evidence.accounts:
        if account.was_answered("delete") and account.job in evidence.rows:
            yield wrong(account.job, "deleted, and still there")


def untrue(evidence: Evidence) -> Findings:
    """The API tells something else than the database holds."""
    held = {job: row.status for job, row in evidence.rows.items()}
    for job in sorted(held.keys() | evidence.told.keys()):
        told, true = evidence.told.get(job), held.get(job)
        # What is stuck may change at any moment.
        if told != true and true in (None, *TERMINAL):
            yield wrong(job, f"the API tells {told}, the database holds {true}")


def unhandled(evidence: Evidence) -> Findings:
    """The server has stumbled over a request."""
    if count := evidence.answers.get(INTERNAL_SERVER_ERROR):
        yield wrong("", f"the server has answered 500, {count} times")


def refused(evidence: Evidence) -> Findings:
    """A client was refused what it must have."""
    jobs = {account.story.number: account.job for account in evidence.accounts}
    for story, refusal in evidence.refusals.items():
        yield wrong(jobs.get(story, ""), f"story {story}: {refusal}")


def wrong(job: str, detail: str) -> Finding:
    return Finding(fate=Fate.WRONG, job=job, detail=detail)


LOOKS = (unfounded, unmatched, unexplained, undone, undead, untrue, unhandled, refused)
