"""Count how often each value occurs."""

from dataclasses import dataclass

import polars as pl

from ..models import ColumnType, TopValue
from ..values import to_values

MOST_TOP_VALUES = 10
# Of more values than this, counting each one would take more memory than the values do.
MOST_COUNTED = 5_000_000
# So many of them tell which ones may be the most frequent.
SAMPLE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Frequencies:
    """How many different values there are, and which are the most frequent."""

    distinct: int | None
    is_estimated: bool = False
    top: tuple[TopValue, ...] = ()
    # Values beside their counts; where not all were counted, those of a sample.
    counts: pl.DataFrame


def frequencies(values: pl.Series, kind: ColumnType) -> Frequencies:
    """Look at values without nulls, NaN and infinity."""
    if kind is ColumnType.OTHER:
        return Frequencies(distinct=None, counts=pl.DataFrame({"value": [], "count": []}))
    if len(values) <= MOST_COUNTED:
        counts = values.value_counts(name="count")
        return Frequencies(distinct=counts.height, counts=counts, top=_top(counts))
    sampled = values.gather_every(len(values) // SAMPLE).value_counts(name="count")
    candidates = _most_frequent(sampled)["value"]
    exact = values.filter(values.is_in(candidates.implode())).value_counts(name="count")
    distinct = values.to_frame().select(pl.all().approx_n_unique()).item()
    return Frequencies(distinct=distinct, is_estimated=True, counts=sampled, top=_top(exact))


def _most_frequent(counts: pl.DataFrame) -> pl.DataFrame:
    """Return the few above the last count to be told; of that count, the first in their order."""
    if counts.is_empty():
        return counts
    last = counts["count"].top_k(MOST_TOP_VALUES).min()
    few = counts.filter(pl.col("count") > last).sort(["count", "value"], descending=[True, False])
    equal = counts.filter(pl.col("count") == last)
    return few.vstack(equal.bottom_k(MOST_TOP_VALUES - few.height, by="value").sort("value"))


def _top(counts: pl.DataFrame) -> tuple[TopValue, ...]:
    top = _most_frequent(counts)
    return tuple(
        TopValue(value=value, count=count)
        for value, count in zip(to_values(top["value"]), top["count"], strict=True)
    )
