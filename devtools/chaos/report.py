"""What is told at the end: counts, findings, the longest rescue."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from devtools.chaos.audit import audit
from devtools.chaos.evidence import Evidence
from devtools.chaos.finding import Fate, Finding
from devtools.chaos.plan import Plan
from devtools.chaos.rescues import Rescue, rescues


@dataclass(frozen=True, kw_only=True)
class Report:
    """A run, judged."""

    plan: Plan
    evidence: Evidence
    findings: Sequence[Finding]
    rescues: Sequence[Rescue]

    @property
    def executed(self) -> int:
        """Count the jobs that a worker has begun with."""
        return len({line.job for line in self.evidence.lines})

    @property
    def has_too_few(self) -> bool:
        """Tell whether so little ran that the rest says nothing."""
        return self.executed < len(self.plan.stories) / 2

    @property
    def longest_rescue(self) -> float:
        return max((rescue.seconds for rescue in self.rescues), default=0.0)

    @property
    def is_late(self) -> bool:
        return self.longest_rescue > self.plan.times.rescue_limit

    @property
    def has_passed(self) -> bool:
        return not (self.findings or self.has_too_few or self.is_late)

    def count(self, fate: Fate) -> int:
        """Count the jobs with this fate."""
        return len({finding.job for finding in self.findings if finding.fate is fate})

    def counts(self) -> dict[str, int]:
        """Count jobs by what has become of them."""
        rows = self.evidence.rows.values()
        statuses = Counter(row.status for row in rows)
        deleted = sum(account.was_answered("delete") for account in self.evidence.accounts)
        ended = {status: statuses[status] for status in ("completed", "failed", "cancelled")}
        return {
            "accepted": len(self.evidence.accounts),
            "executed": self.executed,
            **ended,
            "deleted": deleted,
        }

    def failures(self) -> dict[str, int]:
        """Count failed jobs by their code."""
        rows = self.evidence.rows.values()
        return dict(Counter(row.error_code for row in rows if row.status == "failed"))


def judge(plan: Plan, evidence: Evidence, now: float) -> Report:
    return Report(
        plan=plan,
        evidence=evidence,
        findings=audit(evidence),
        rescues=rescues(evidence.lines, evidence.leases, evidence.blows, now),
    )


def as_document(report: Report) -> dict[str, Any]:
    """Return what goes into the file."""
    return {
        "passed": report.has_passed,
        "seed": report.plan.seed,
        "seconds": report.plan.seconds,
        "times": asdict(report.plan.times),
        "jobs": {"planned": len(report.plan.stories), **report.counts()},
        "failures": report.failures(),
        "answers": {str(status): n for status, n in sorted(report.evidence.answers.items())},
        **{fate.value: report.count(fate) for fate in Fate},
        "findings": [asdict(finding) for finding in report.findings],
        "longest_rescue_seconds": round(report.longest_rescue, 2),
        "rescue_limit_seconds": report.plan.times.rescue_limit,
        "rescues": [asdict(rescue) for rescue in report.rescues],
        "faults": [
            {"at": round(blow.fault.at, 1), "what": str(blow.fault), "hit": len(blow.hit)}
            for blow in report.evidence.blows
        ],
    }
