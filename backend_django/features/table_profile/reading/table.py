"""A table that was opened: its columns are read one at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from longhaul import InvalidInput

from ..models import Source
from .issues import Issues

MOST_COLUMNS = 2_000
# So many values of the widest types, and what is computed of them, take a gigabyte.
MOST_ROWS = 20_000_000
# On disk, where a missing one takes sixteen bytes, too: a text of commas is one of them per byte,
# and objects of few keys each may have thousands among them.
MOST_VALUES = 250_000_000


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """A value that is not what its column holds, and the row where it stands."""

    row: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """The values of one column, in the type that they were found to have."""

    values: pl.Series
    stored_as: str
    # A number for each row, the same one for the same text or value.
    hashes: pl.Series
    notes: tuple[str, ...] = ()
    # They are null among the values.
    misfits: int = 0
    misfit_examples: tuple[Misfit, ...] = ()
    # Dates whose day and month could be the other way round, every one of them.
    either_order: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """How a table was read, and how to read its columns."""

    source: Source
    rows: int
    names: list[str]
    column: Callable[[str], Column]
    # Rows count from 0; where a row stands in the file counts from 1.
    line_of: Callable[[int], int]
    issues: Issues = field(default_factory=Issues)
    repeated_names: tuple[str, ...] = ()


def check_width(columns: int) -> None:
    """Refuse a table with more columns than a report can show.

    Raises:
        InvalidInput: `too_many_columns`.
    """
    if columns > MOST_COLUMNS:
        raise InvalidInput(
            f"The table has {columns:,} columns; at most {MOST_COLUMNS:,} can be profiled.",
            code="too_many_columns",
        )


def check_length(rows: int) -> None:
    """Refuse a table whose columns would not fit into memory.

    Raises:
        InvalidInput: `too_many_rows`.
    """
    if rows > MOST_ROWS:
        raise InvalidInput(
            f"The table has more than {MOST_ROWS:,} rows, the most that can be profiled.",
            code="too_many_rows",
        )


def check_area(rows: int, columns: int) -> None:
    """Refuse a table that its few bytes would make gigabytes of empty places.

    Raises:
        InvalidInput: `unpacks_too_large`.
    """
    if rows * columns > MOST_VALUES:
        raise InvalidInput(
            f"As a table this has {columns:,} columns of {rows:,} rows or more; at most "
            f"{MOST_VALUES:,} values, missing ones included, can be profiled.",
            code="unpacks_too_large",
        )
