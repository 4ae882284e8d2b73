"""What a reader should know before using a table, in plain words."""

from collections.abc import Iterator

from ..models import Finding, Profile, Severity
from ..reading.table import Table
from .columns import COLUMN_RULES
from .dates import DATE_RULES
from .gaps import GAP_RULES
from .numbers import NUMBER_RULES
from .relations import RELATION_RULES
from .rows import ROW_RULES
from .texts import TEXT_RULES

ORDER = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
MOST_FINDINGS = 300


def find(profile: Profile, table: Table) -> list[Finding]:
    """Apply every rule; return the most severe findings first."""
    found = sorted(_all(profile, table), key=lambda finding: ORDER[finding.severity])
    return found[:MOST_FINDINGS]


def _all(profile: Profile, table: Table) -> Iterator[Finding]:
    for row_rule in ROW_RULES:
        yield from row_rule(profile, table)
    rules = (*COLUMN_RULES, *GAP_RULES, *NUMBER_RULES, *TEXT_RULES, *DATE_RULES)
    for column in profile.columns:
        for rule in rules:
            yield from rule(column, profile.rows)
    for relation_rule in RELATION_RULES:
        yield from relation_rule(profile)
