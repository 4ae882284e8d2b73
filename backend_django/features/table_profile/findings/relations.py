"""Findings about what columns have to do with each other."""

from collections.abc import Iterator

from ..models import Finding, Measure, Profile, RedundantKind, Severity
from ..words import counted, percent

NEARLY_ONE = 0.95
MOST_PAIRS = 10
FEWEST_ROWS = 50

WAYS = {
    Measure.PEARSON: "A straight line tells one from the other",
    Measure.SPEARMAN: "They rise and fall together",
    Measure.CRAMERS_V: "One nearly tells the other",
    Measure.ETA: "The category nearly tells the number",
}


def redundant(profile: Profile) -> Iterator[Finding]:
    """Columns that say the same."""
    for pair in profile.redundant:
        is_copy = pair.kind is RedundantKind.COPY
        yield Finding(
            code="copy" if is_copy else "renamed",
            severity=Severity.MEDIUM if is_copy else Severity.LOW,
            columns=[pair.first, pair.second],
            sentence="Both have the same value in every row."
            if is_copy
            else "Each value of one always stands beside the same value of the other.",
        )


def missing_together(profile: Profile) -> Iterator[Finding]:
    """Gaps with one cause."""
    for group in profile.missing_together:
        yield Finding(
            code="missing_together",
            severity=Severity.LOW,
            columns=group.columns,
            sentence=f"They are missing in exactly the same {counted(group.rows, 'row')} "
            f"({percent(group.rows, profile.rows)}).",
            count=group.rows,
            share=group.rows / profile.rows,
        )


def associated(profile: Profile) -> Iterator[Finding]:
    """Columns of which one would nearly do."""
    said = {frozenset((pair.first, pair.second)) for pair in profile.redundant}
    for pair in profile.associations:
        both = frozenset((pair.first, pair.second))
        if abs(pair.value) < NEARLY_ONE or pair.n < FEWEST_ROWS or both in said:
            continue
        if len(said) >= MOST_PAIRS:
            return
        said.add(both)
        yield Finding(
            code="associated",
            severity=Severity.LOW,
            columns=[pair.first, pair.second],
            sentence=f"{WAYS[pair.measure]} ({pair.measure.value.replace('_', ' ')} "
            f"{pair.value:.3f}, {pair.n:,} rows).",
        )


RELATION_RULES = (redundant, missing_together, associated)
