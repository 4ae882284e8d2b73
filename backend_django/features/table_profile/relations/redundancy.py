"""Find pairs of columns that say the same."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import polars as pl

from ..models import ColumnProfile, Redundant, RedundantKind
from .gathering import Gathered, joined

MOST_PAIRS = 20
MOST_TRIALS = 100


def find_redundant(
    columns: Sequence[ColumnProfile],
    gathered: Gathered,
    hashes_of: Callable[[str], pl.Series],
    checkpoint: Callable[[], None],
) -> list[Redundant]:
    """Return columns of the same values, and those whose values stand for each other's."""
    copies, found = set[str](), list[Redundant]()
    for first, second in _alike(columns, lambda column: gathered.contents[column.name]):
        if first not in copies and second not in copies:
            found.append(Redundant(kind=RedundantKind.COPY, first=first, second=second))
            copies.add(second)
    trials = 0
    for first, second in _alike(columns, lambda column: column.distinct or 0):
        if len(found) >= MOST_PAIRS or trials == MOST_TRIALS:
            break
        checkpoint()
        if {first, second} & copies or not _correspond(
            gathered.sampled_hashes[first], gathered.sampled_hashes[second]
        ):
            continue
        trials += 1
        if _correspond(hashes_of(first), hashes_of(second)):
            found.append(Redundant(kind=RedundantKind.RENAMED, first=first, second=second))
            copies.add(second)
    return found[:MOST_PAIRS]


def _alike(
    columns: Sequence[ColumnProfile], mark: Callable[[ColumnProfile], int]
) -> Iterator[tuple[str, str]]:
    """Yield pairs with the same mark, without constants and without columns that name rows."""
    groups: defaultdict[int, list[ColumnProfile]] = defaultdict(list)
    for column in columns:
        if (column.distinct or 0) > 1:
            groups[mark(column)].append(column)
    for group in groups.values():
        for first, second in combinations(group, 2):
            yield first.name, second.name


def _correspond(first: pl.Series, second: pl.Series) -> bool:
    pairs = joined([first, second]).n_unique()
    return first.n_unique() == second.n_unique() == pairs < len(first) / 2
