"""Count values between edges of equal distance."""

from itertools import pairwise
from typing import Any

import polars as pl

from ..models import Bin, Value
from ..values import to_value, to_values

Edges = list[int] | list[float]


def histogram(values: pl.Series, bins: int) -> list[Bin]:
    """Return about `bins` bars for numbers, dates or times without nulls and NaN."""
    if values.is_empty():
        return []
    edges = _edges(values, bins)
    return [
        Bin(start=start, end=end, count=count)
        for (start, end), count in zip(
            pairwise(_labels(edges, values.dtype)), _counts(values, edges), strict=True
        )
    ]


def _edges(values: pl.Series, bins: int) -> Edges:
    numbers = values.to_physical()
    low: Any = numbers.min()
    high: Any = numbers.max()
    if values.dtype.is_float():
        # Not (high - low) / bins, which may overflow.
        width = high / bins - low / bins
        return _between(low, high, [low + width * k for k in range(1, bins)])
    if values.dtype in (pl.Datetime, pl.Time):
        return _between(low, high, [low + (high - low) * k // bins for k in range(1, bins)])
    # Whole numbers and days: whole steps, or some bars could hold more of them than others.
    # A small range has a bar for each; with steps of 2 the last bar would often be half empty.
    span = high - low + 1
    step = 1 if span <= 2 * bins else -(-span // bins)
    return list(range(low, high + step + 1, step))


def _between(low: float, high: float, inner: list[float]) -> list[float]:
    return [low, *sorted({edge for edge in inner if low < edge < high}), high]


def _counts(values: pl.Series, edges: Edges) -> list[int]:
    numbers = values.to_physical()
    inner = pl.Series(edges[1:-1], dtype=numbers.dtype)
    positions = inner.search_sorted(numbers, side="right")
    counts = dict(positions.alias("bin").value_counts(name="count").iter_rows())
    return [counts.get(position, 0) for position in range(len(edges) - 1)]


def _labels(edges: Edges, dtype: pl.DataType) -> list[Value]:
    if dtype.is_temporal():
        return to_values(pl.Series(edges, dtype=pl.Int64).cast(dtype))
    return [to_value(edge) for edge in edges]
