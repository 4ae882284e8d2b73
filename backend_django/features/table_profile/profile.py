"""Profile one column: what it holds, how it is spread, what is most frequent."""

import polars as pl

from .histogram import histogram
from .kinds import kind_of, simplify
from .models import (
    NUMERIC,
    TEMPORAL,
    ColumnProfile,
    ColumnType,
    Lengths,
    Quantile,
    TopValue,
    Value,
)
from .table import Column
from .values import finite, to_value, to_values

MOST_TOP_VALUES = 10
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


def profile_column(name: str, column: Column, bins: int) -> ColumnProfile:
    """Compute all figures of a column; those that make no sense for its type stay empty."""
    values = simplify(column.values).alias("value")
    kind = kind_of(values.dtype)
    present = values.drop_nulls()
    usable = present.filter(present.is_finite()) if kind is ColumnType.DECIMAL else present
    minimum, maximum = _range(usable, kind)
    distinct, top_values = _frequencies(usable, kind)
    return ColumnProfile(
        name=name,
        type=kind,
        stored_as=column.stored_as,
        missing=values.null_count(),
        not_finite=len(present) - len(usable),
        distinct=distinct,
        minimum=minimum,
        maximum=maximum,
        mean=finite(usable.mean()) if kind in NUMERIC else None,
        standard_deviation=finite(usable.std()) if kind in NUMERIC else None,
        quantiles=_quantiles(usable, kind),
        histogram=histogram(usable, bins) if kind in NUMERIC | TEMPORAL else [],
        top_values=top_values,
        lengths=_lengths(usable) if kind is ColumnType.TEXT else None,
        notes=list(column.notes),
    )


def _range(values: pl.Series, kind: ColumnType) -> tuple[Value | None, Value | None]:
    if values.is_empty() or kind not in NUMERIC | TEMPORAL | {ColumnType.TEXT}:
        return None, None
    value = pl.col("value")
    ends = values.to_frame().select(value.min().append(value.max())).to_series()
    minimum, maximum = to_values(ends)
    return minimum, maximum


def _quantiles(values: pl.Series, kind: ColumnType) -> list[Quantile]:
    if values.is_empty() or kind not in NUMERIC | TEMPORAL:
        return []
    if kind in NUMERIC:
        # Between huge numbers there may be none that JSON can say.
        found = {share: finite(values.quantile(share, "linear")) for share in SHARES}
        return [Quantile(share=s, value=to_value(v)) for s, v in found.items() if v is not None]
    last = len(values) - 1
    nearest = values.sort().gather([round(share * last) for share in SHARES])
    return [
        Quantile(share=share, value=value)
        for share, value in zip(SHARES, to_values(nearest), strict=True)
    ]


def _frequencies(values: pl.Series, kind: ColumnType) -> tuple[int | None, list[TopValue]]:
    if kind is ColumnType.OTHER:
        return None, []
    counts = values.value_counts(name="count")
    # Equal counts stand in the order of the values, so that two runs agree.
    top = counts.top_k(MOST_TOP_VALUES, by=["count", "value"], reverse=[False, True])
    return counts.height, [
        TopValue(value=value, count=count)
        for value, count in zip(to_values(top["value"]), top["count"], strict=True)
    ]


def _lengths(texts: pl.Series) -> Lengths | None:
    if texts.is_empty():
        return None
    lengths = texts.str.len_chars()
    return Lengths.model_validate(
        {"shortest": lengths.min(), "mean": lengths.mean(), "longest": lengths.max()}
    )
