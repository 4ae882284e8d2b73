"""Find the columns that name each row."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from math import prod

import polars as pl

from ..models import ColumnProfile, ColumnRole, ColumnType
from .gathering import Gathered, joined

MOST_KEYS = 5
MOST_CANDIDATES = 12
MOST_TRIALS = 20
LARGEST_KEY = 3  # columns
# Of longer tables only single columns are tried; more would take too much memory.
MOST_ROWS = 2_000_000

NO_KEYS = {ColumnType.DECIMAL, ColumnType.EMPTY, ColumnType.OTHER}


def find_keys(
    columns: Sequence[ColumnProfile],
    gathered: Gathered,
    hashes_of: Callable[[str], pl.Series],
    checkpoint: Callable[[], None],
) -> list[list[str]]:
    """Return the columns that are different in every row; else the fewest that are together.

    `hashes_of` reads a column once more.
    """
    rows = gathered.rows
    candidates = [column for column in columns if _may_be_part(column)] if rows > 1 else []
    if singles := [column for column in candidates if column.distinct == rows]:
        return [[column.name] for column in singles[:MOST_KEYS]]
    if rows > MOST_ROWS:
        return []
    candidates = sorted(candidates, key=lambda column: -(column.distinct or 0))[:MOST_CANDIDATES]
    load, trials = cache(hashes_of), 0
    for size in range(2, LARGEST_KEY + 1):
        keys: list[list[str]] = []
        for group in combinations(candidates, size):
            names = [column.name for column in group]
            if prod(column.distinct or 0 for column in group) < rows:
                continue
            checkpoint()
            if not joined([gathered.first_hashes[name] for name in names]).is_unique().all():
                continue
            trials += 1
            if joined([load(name) for name in names]).n_unique() == rows:
                keys.append([column.name for column in columns if column.name in names])
            if len(keys) == MOST_KEYS or trials == MOST_TRIALS:
                return keys
        if keys:
            return keys
    return []


def _may_be_part(column: ColumnProfile) -> bool:
    is_whole = not column.missing and not column.mismatched and not column.distinct_estimated
    return (
        is_whole
        and column.type not in NO_KEYS
        and column.role is not ColumnRole.FREE_TEXT
        and (column.distinct or 0) > 1
    )
