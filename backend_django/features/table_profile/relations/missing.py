"""Find columns that are missing in the same rows."""

from collections import defaultdict
from collections.abc import Sequence

from ..models import ColumnProfile, Together
from .gathering import Gathered

MOST_GROUPS = 20


def find_missing_together(columns: Sequence[ColumnProfile], gathered: Gathered) -> list[Together]:
    """Group columns whose gaps are the same, the largest gaps first."""
    groups: defaultdict[int, list[ColumnProfile]] = defaultdict(list)
    for column in columns:
        if column.name in gathered.gaps and column.missing < gathered.rows:
            groups[gathered.gaps[column.name]].append(column)
    together = [
        Together(columns=[column.name for column in group], rows=group[0].missing)
        for group in groups.values()
        if len(group) > 1
    ]
    return sorted(together, key=lambda group: -group.rows)[:MOST_GROUPS]
