"""What must never befall a job."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    # Accepted, and then nowhere.
    LOST = "lost"
    # Made, executed or recorded twice.
    DOUBLED = "doubled"
    # Not ended long after everything that disturbed it is over.
    STUCK = "stuck"
    # Its status is not the truth.
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is not as it must be."""

    fate: Fate
    job: str
    detail: str


Findings = Iterator[Finding]
