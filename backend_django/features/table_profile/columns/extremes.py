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
    present = values.drop_nulls()
    if present.is_empty():
        return [], []
    # As columns of one, since Python's calendar ends with the year 9999.
    lowest = present.bottom_k(MOST_EXTREMES).sort().tail(1)
    highest = present.top_k(MOST_EXTREMES).sort().head(1)
    return (
        _at(values, values < lowest, values == lowest, line_of, descending=False),
        _at(values, values > highest, values == highest, line_of, descending=True),
    )


def _at(
    values: pl.Series,
    beyond: pl.Series,
    equal: pl.Series,
    line_of: Callable[[int], int],
    *,
    descending: bool,
) -> list[Example]:
    """Return the few values beyond the last one to be told, and the first that equal it."""
    few = beyond.arg_true()
    rows = few.append(equal.arg_true().head(MOST_EXTREMES - len(few)))
    found = pl.DataFrame({"row": rows, "value": values.gather(rows)})
    ordered = found.sort(["value", "row"], descending=[descending, False])
    return [
        Example(line=line_of(row), value=value)
        for row, value in zip(ordered["row"], to_values(ordered["value"]), strict=True)
    ]
