"""Keep of each column, while it is in memory, what the comparison of columns needs."""

from dataclasses import dataclass, field

import polars as pl

from ..kinds import simplify
from ..models import ColumnProfile
from ..reading.table import Column

MOST_ROWS = 20_000
MOST_CELLS = 4_000_000
ROWS_AT_ONCE = 1 << 20
# Odd, so that no bit of what it multiplies is lost.
FACTOR = 0x9E3779B97F4A7C15


@dataclass(kw_only=True)
class Gathered:
    """What is left of columns that were looked at. Samples hold every row of a small table."""

    rows: int
    width: int
    # Rows from the whole length of the table, as values; and the first ones, as hashes.
    sample: dict[str, pl.Series] = field(default_factory=dict)
    sampled_hashes: dict[str, pl.Series] = field(default_factory=dict)
    first_hashes: dict[str, pl.Series] = field(default_factory=dict)
    # One number for all values of a column in their order, and for the rows where none is.
    contents: dict[str, int] = field(default_factory=dict)
    gaps: dict[str, int] = field(default_factory=dict)
    row_hashes: pl.Series = field(init=False)

    def __post_init__(self) -> None:
        self.row_hashes = pl.zeros(self.rows, dtype=pl.UInt64, eager=True)

    @property
    def most_rows(self) -> int:
        """How many rows of each column are kept."""
        return min(MOST_ROWS, MOST_CELLS // max(self.width, 1))

    def add(self, column: Column, profile: ColumnProfile) -> None:
        """Look at one more column."""
        name, step = profile.name, -(-self.rows // self.most_rows) or 1
        self.row_hashes = self.row_hashes * FACTOR + column.hashes
        self.sample[name] = simplify(column.values).gather_every(step).rename(name)
        self.sampled_hashes[name] = column.hashes.gather_every(step)
        self.first_hashes[name] = column.hashes.head(self.most_rows)
        self.contents[name] = _mark(column.hashes)
        if profile.missing and not profile.mismatched:
            self.gaps[name] = _mark(column.values.is_null().cast(pl.UInt64))


def _mark(numbers: pl.Series) -> int:
    """Make one number of many in their order, some rows at a time."""
    mark = 0
    for start in range(0, len(numbers), ROWS_AT_ONCE):
        some = numbers.slice(start, ROWS_AT_ONCE)
        rows = pl.int_range(start, start + len(some), dtype=pl.UInt64, eager=True)
        mark += int((some * rows.hash()).sum())
    return mark


def joined(hashes: list[pl.Series]) -> pl.Series:
    """Make one number of several for each row."""
    first, *others = hashes
    for other in others:
        first = first * FACTOR + other
    return first
