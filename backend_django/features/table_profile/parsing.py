"""Decide what a column of text holds: the first reading that fits every value."""

from collections.abc import Iterable

import polars as pl

from .readings import READINGS, Reading

SAMPLE = 100  # values


def parse(text: pl.Series, null_words: Iterable[str]) -> tuple[pl.Series, tuple[str, ...]]:
    """Return the values in their type, null where missing, and notes on how they were read."""
    stripped = _without(text.str.strip_chars(), ["", *null_words])
    if stripped.null_count() == len(stripped):
        return stripped.cast(pl.Null), ()
    for reading in READINGS:
        if (values := _attempt(reading, stripped)) is not None:
            return values, (reading.note,) if reading.note else ()
    return text.zip_with(stripped.is_not_null(), _missing(text.name)), ()


def _without(text: pl.Series, words: list[str]) -> pl.Series:
    return text.zip_with(~text.is_in(words), _missing(text.name))


def _missing(name: str) -> pl.Series:
    return pl.Series(name, [None], dtype=pl.String)


def _attempt(reading: Reading, text: pl.Series) -> pl.Series | None:
    if reading(text.drop_nulls().head(SAMPLE)).has_nulls():
        return None
    values = reading(text)
    return values if values.null_count() == text.null_count() else None
