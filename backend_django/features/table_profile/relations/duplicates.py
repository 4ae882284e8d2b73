"""Find rows that repeat an earlier one."""

from collections.abc import Callable

import polars as pl

from ..models import Duplicates

MOST_LINES = 5


def find_duplicates(row_hashes: pl.Series, line_of: Callable[[int], int]) -> Duplicates:
    """Count rows whose number of 64 bits is that of an earlier row."""
    repeated = (~row_hashes.is_first_distinct()).arg_true()
    return Duplicates(rows=len(repeated), lines=[line_of(row) for row in repeated.head(MOST_LINES)])
