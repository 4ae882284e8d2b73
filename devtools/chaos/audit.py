"""Judges the evidence. What it finds must be nothing."""

from devtools.chaos import doubled, wrong
from devtools.chaos.evidence import TERMINAL, Evidence
from devtools.chaos.finding import Fate, Finding, Findings


def audit(evidence: Evidence) -> list[Finding]:
    """Return everything that is not as it must be."""
    return [finding for look in LOOKS for finding in look(evidence)]


def lost(evidence: Evidence) -> Findings:
    for account in evidence.accounts:
        if account.job not in evidence.rows and not account.has_asked("delete"):
            yield Finding(fate=Fate.LOST, job=account.job, detail="accepted, and nowhere")


def stuck(evidence: Evidence) -> Findings:
    for row in evidence.rows.values():
        if row.status not in TERMINAL:
            yield Finding(fate=Fate.STUCK, job=row.job, detail=f"still {row.status}")


LOOKS = (lost, stuck, *doubled.LOOKS, *wrong.LOOKS)
