"""Looks for what was made, executed or recorded twice."""

from collections import defaultdict
from itertools import pairwise

from devtools.chaos.evidence import Evidence, Lease, Line
from devtools.chaos.fault import Kind
from devtools.chaos.finding import Fate, Finding, Findings


def made_twice(evidence: Evidence) -> Findings:
    """One act of creation, repeated with its key, made two jobs."""
    jobs = defaultdict(set)
    for row in evidence.rows.values():
        jobs[row.story].add(row.job)
    for account in evidence.accounts:
        jobs[account.story.number] |= {account.job, *account.again}
    for story, ids in jobs.items():
        if len(ids) > 1:
            yield doubled(min(ids), f"story {story} made {len(ids)} jobs")


def executed_twice(evidence: Evidence) -> Findings:
    """One lease was worked under twice, or one attempt without a worker's having been stopped."""
    starts: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in evidence.lines:
        if line.event == "began":
            starts[line.job, line.attempt].append(line)
    for lines in starts.values():
        for before, after in pairwise(sorted(lines, key=lambda line: line.at)):
            if before.execution == after.execution:
                yield doubled(after.job, f"one lease of attempt {after.attempt} began twice")
            elif not was_stopped(evidence, before.at, after.at):
                yield doubled(after.job, f"attempt {after.attempt} began twice")


def recorded_twice(evidence: Evidence) -> Findings:
    """A client has read another result than the one that is there."""
    for account in evidence.accounts:
        row = evidence.rows.get(account.job)
        results = {seen.result for seen in account.seen if seen.result}
        if row and row.result_execution:
            results.add(row.result_execution)
        if len(results) > 1:
            yield doubled(account.job, "its result has changed")


def recorded_late(evidence: Evidence) -> Findings:
    """An attempt that had lost the lease recorded a result."""
    for row in evidence.rows.values():
        if row.result_made_in is not None and row.result_made_in != row.result_attempt:
            detail = (
                f"attempt {row.result_made_in} wrote the result of attempt {row.result_attempt}"
            )
            yield doubled(row.job, detail)


def leased_twice(evidence: Evidence) -> Findings:
    """A lease was given while another one held, whose holder had neither ended nor was stopped."""
    left = {line.execution: line.at for line in evidence.lines if line.event == "left"}
    by_job: dict[str, list[Lease]] = defaultdict(list)
    for lease in evidence.leases:
        by_job[lease.job].append(lease)
    for leases in by_job.values():
        for before, after in pairwise(sorted(leases, key=lambda lease: lease.claimed_at)):
            gave_up = left.get(before.execution, after.claimed_at) < after.claimed_at
            stopped = was_stopped(evidence, before.claimed_at, after.claimed_at, before.worker)
            if after.claimed_at < before.until and not gave_up and not stopped:
                yield doubled(after.job, f"attempts {before.attempt} and {after.attempt} at once")


def doubled(job: str, detail: str) -> Finding:
    return Finding(fate=Fate.DOUBLED, job=job, detail=detail)


def was_stopped(evidence: Evidence, after: float, before: float, worker: str = "") -> bool:
    """Tell whether a worker was stopped meanwhile: it hands its jobs back, attempt and all."""
    return any(
        blow.fault.kind is Kind.STOP_WORKER
        and blow.at < before
        and blow.over_at > after
        and worker.startswith(f"{blow.fault.target}-" if worker else "")
        for blow in evidence.blows
    )


LOOKS = (made_twice, executed_twice, recorded_twice, recorded_late, leased_twice)
