"""Measure how strongly columns go together."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from typing import Literal

import polars as pl

from ..models import (
    NUMERIC,
    Association,
    ColumnProfile,
    ColumnRole,
    ColumnType,
    Measure,
)
from ..values import finite
from .gathering import Gathered
from .measures import correlation_ratio, cramers_v

MOST_COLUMNS = 40
MOST_CATEGORIES = 50
MOST_ASSOCIATIONS = 100
FEWEST_ROWS = 10
FEWEST_PER_CATEGORY = 5
METHODS: tuple[Literal["pearson", "spearman"], ...] = ("pearson", "spearman")


def find_associations(
    columns: Sequence[ColumnProfile], gathered: Gathered, checkpoint: Callable[[], None]
) -> tuple[list[Association], int]:
    """Compare numbers and categories; return the strongest pairs, and how many were compared."""
    compared = [c for c in columns if _is_number(c) or _is_category(c)][:MOST_COLUMNS]
    numbers = [column.name for column in compared if _is_number(column)]
    categories = [column.name for column in compared if not _is_number(column)]
    frame = pl.DataFrame([_sample(gathered, column) for column in compared])
    found: list[Association] = []
    for group in (
        *(_with_numbers(frame, name, numbers[n + 1 :]) for n, name in enumerate(numbers)),
        _measured(frame, combinations(categories, 2), Measure.CRAMERS_V, cramers_v),
        _measured(frame, product(categories, numbers), Measure.ETA, correlation_ratio),
    ):
        checkpoint()
        for association in group:
            checkpoint()
            found.append(association)
    found.sort(key=lambda each: (-abs(each.value), each.first, each.second))
    return found[:MOST_ASSOCIATIONS], len(compared)


def _with_numbers(frame: pl.DataFrame, name: str, others: list[str]) -> Iterator[Association]:
    """Correlate a column of numbers with others, both of which count where neither is missing."""
    if not others:
        return
    figures = frame.select(
        *(
            pl.corr(name, other, method=method).alias(f"{method} {n}")
            for n, other in enumerate(others)
            for method in METHODS
        ),
        *(
            (pl.col(name).is_not_null() & pl.col(other).is_not_null()).sum().alias(f"n {n}")
            for n, other in enumerate(others)
        ),
    ).row(0, named=True)
    for n, other in enumerate(others):
        for method in METHODS:
            value = finite(figures[f"{method} {n}"])
            yield from _association(name, other, Measure(method), value, figures[f"n {n}"])


def _measured(
    frame: pl.DataFrame,
    pairs: Iterator[tuple[str, str]],
    measure: Measure,
    compute: Callable[[pl.DataFrame], float | None],
) -> Iterator[Association]:
    for first, second in pairs:
        both = frame.select(first=first, second=second).drop_nulls()
        # With hardly a row for each category, any number would seem to follow them.
        enough = both.height >= FEWEST_PER_CATEGORY * both["first"].n_unique()
        value = compute(both) if enough else None
        yield from _association(first, second, measure, value, both.height)


def _association(
    first: str, second: str, measure: Measure, value: float | None, n: int
) -> Iterator[Association]:
    if value is not None and n >= FEWEST_ROWS:
        # The last digit may lie beyond.
        bounded = min(1.0, max(-1.0, value))
        yield Association(first=first, second=second, measure=measure, value=bounded, n=n)


def _sample(gathered: Gathered, column: ColumnProfile) -> pl.Series:
    values = gathered.sample[column.name]
    if column.type is ColumnType.DECIMAL:
        return values.set(~values.is_finite(), None)
    return values.cast(pl.Float64) if _is_number(column) else values.cast(pl.String)


def _is_number(column: ColumnProfile) -> bool:
    return (
        column.type in NUMERIC
        and (column.distinct or 0) > 1
        and column.role is not ColumnRole.IDENTIFIER
    )


def _is_category(column: ColumnProfile) -> bool:
    is_one = column.type is ColumnType.BOOLEAN or column.role in (
        ColumnRole.CATEGORY, ColumnRole.CODE,
    )  # fmt: skip
    return is_one and 1 < (column.distinct or 0) <= MOST_CATEGORIES
