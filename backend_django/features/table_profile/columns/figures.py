"""Figures of numbers, dates, times and texts without nulls, NaN and infinity."""

import polars as pl

from ..models import NUMERIC, TEMPORAL, ColumnType, Lengths, Quantile, Value
from ..values import finite, to_value, to_values

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


def span(values: pl.Series, kind: ColumnType) -> tuple[Value | None, Value | None]:
    """Return the first and the last value in their order."""
    if values.is_empty() or kind not in NUMERIC | TEMPORAL | {ColumnType.TEXT}:
        return None, None
    value = pl.col("value")
    ends = values.alias("value").to_frame().select(value.min().append(value.max())).to_series()
    minimum, maximum = to_values(ends)
    return minimum, maximum


def quantiles(values: pl.Series, kind: ColumnType) -> list[Quantile]:
    """Return quantiles; between numbers they lie where the share says."""
    if values.is_empty() or kind not in NUMERIC | TEMPORAL:
        return []
    ordered = values.sort()
    if kind in NUMERIC:
        # Between huge numbers there may be none that JSON can say.
        found = {share: finite(ordered.quantile(share, "linear")) for share in SHARES}
        return [Quantile(share=s, value=to_value(v)) for s, v in found.items() if v is not None]
    last = len(values) - 1
    nearest = ordered.gather([round(share * last) for share in SHARES])
    return [
        Quantile(share=share, value=value)
        for share, value in zip(SHARES, to_values(nearest), strict=True)
    ]


def lengths(texts: pl.Series) -> Lengths | None:
    """Return how long texts are."""
    if texts.is_empty():
        return None
    found = texts.str.len_chars()
    return Lengths.model_validate(
        {"shortest": found.min(), "mean": found.mean(), "longest": found.max()}
    )
