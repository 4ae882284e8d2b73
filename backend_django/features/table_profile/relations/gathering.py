"""Keep of each column, while it is in memory, what the comparison of columns needs."""

from dataclasses import dataclass, field

import polars as pl

from ..kinds import simplify
from ..models import ColumnProfile
from ..reading.table import Column

MOST_ROWS = 20_000
MOST_CELLS = 4_000_000
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
    _marks: pl.Series = field(init=False)

    def __post_init__(self) -> None:
        self.row_hashes = pl.zeros(self.rows, dtype=pl.UInt64, eager=True)
        self._marks = pl.int_range(self.rows, dtype=pl.UInt64, eager=True).hash()

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
        self.contents[name] = int((column.hashes * self._marks).sum())
        if profile.missing and not profile.mismatched:
            self.gaps[name] = int(self._marks.filter(column.values.is_null()).sum())


def joined(hashes: list[pl.Series]) -> pl.Series:
    """Make one number of several for each row."""
    first, *others = hashes
    for other in others:
        first = first * FACTOR + other
    return first
