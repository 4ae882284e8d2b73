"""Find the smallest and the largest values, and where they stand."""

from collections.abc import Callable

import polars as pl

from ..models import Example
from ..values import to_values

MOST_EXTREMES = 5


def extremes(
    values: pl.Series, line_of: Callable[[int], int]
) -> tuple[list[Example], list[Example]]:
    """Return both, the most extreme first; of equal values those that stand first."""
    rows = values.alias("value").to_frame().with_row_index("row").drop_nulls()
    lowest = rows.bottom_k(MOST_EXTREMES, by=["value", "row"])
    highest = rows.top_k(MOST_EXTREMES, by=["value", "row"], reverse=[False, True])
    return _examples(lowest, line_of), _examples(highest, line_of)


def _examples(rows: pl.DataFrame, line_of: Callable[[int], int]) -> list[Example]:
    return [
        Example(line=line_of(row), value=value)
        for row, value in zip(rows["row"], to_values(rows["value"]), strict=True)
    ]
