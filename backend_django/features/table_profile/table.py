"""A table that was opened: its columns are read one at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from jobs.exceptions import InvalidInput

from .models import Source

MOST_COLUMNS = 2_000


@dataclass(frozen=True, kw_only=True)
class Column:
    """The values of one column, in the type that they were found to have."""

    values: pl.Series
    stored_as: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """How a table was read, and how to read its columns."""

    source: Source
    rows: int
    names: list[str]
    column: Callable[[str], Column]


def check_width(columns: int) -> None:
    """Refuse a table that nobody could look through.

    Raises:
        InvalidInput: `too_many_columns`.
    """
    if columns > MOST_COLUMNS:
        raise InvalidInput(
            f"The table has {columns:,} columns; at most {MOST_COLUMNS:,} can be profiled.",
            code="too_many_columns",
        )
