"""Decide what a column of text holds: the reading that fits most of its values, if nearly all.

A value that does not fit is no reason to give up the others: it is counted, and told with its row.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import polars as pl

from ..options import NULL_WORDS, ProfileOptions
from ..shorten import shorten
from .readings import Reading, readings
from .table import Column, Misfit

# Reads a column of text from its beginning, some rows at a time: it need not fit into memory.
Pieces = Callable[[], Iterable[pl.Series]]

GLANCE = 100  # values
SAMPLE = 1_000  # values
LEAST_FIT = 0.8  # of the glance
MOST_MISFITS = 0.05
MOST_EXAMPLES = 5
MOST_TRIES = 4


def parse(pieces: Pieces, options: ProfileOptions) -> Column:
    """Return the values in their type, null where missing or unfitting, and how they were read."""
    clean = partial(_clean, pieces, options.null_words)
    known = _sample(pieces, options.null_words)
    if known.is_empty():
        return _of_nothing(clean)
    ways = list(readings(options))
    reading = best(ways, known)
    for _ in range(MOST_TRIES):
        if reading is None:
            break
        column, strangers = _read(reading, clean)
        known = pl.concat([known, strangers])
        better = best(ways, known, least=0) if column.misfits else reading
        if better is reading:
            present = len(column.values) - column.values.null_count() + column.misfits
            if column.misfits > MOST_MISFITS * present:
                break
            return replace(column, either_order=_fits_reversed(reading, ways, clean))
        reading = better
    return _as_text(pieces, options.null_words)


def best(
    ways: Iterable[Reading], values: pl.Series, least: float = 1 - MOST_MISFITS
) -> Reading | None:
    """Find the reading that fits most of the values, and the least share at any rate."""
    glance = values.head(GLANCE)
    found, most = None, least * len(values)
    likeness: dict[str, bool] = {"": True}
    for way in ways:
        if way.like not in likeness:
            alike = glance.str.to_lowercase().str.contains(way.like).sum()
            likeness[way.like] = alike >= LEAST_FIT * len(glance)
        if not likeness[way.like] or _fits(way, glance) < LEAST_FIT * len(glance):
            continue
        fits = _fits(way, values)
        if fits > most or (fits == most and found is None):
            found, most = way, fits
        if fits == len(values):
            break
    return found


def typed_cells(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether any cell is a value of the type that all texts below it have."""
    alone = without(pl.Series(cells, dtype=pl.String), NULL_WORDS)
    columns: dict[int, pl.Series] = {}
    for way in readings(ProfileOptions()):
        for n in way(alone).is_not_null().arg_true():
            if n not in columns:
                texts = pl.Series([row[n] for row in below if n < len(row)], dtype=pl.String)
                columns[n] = without(texts, NULL_WORDS).drop_nulls()
            values = columns[n]
            if len(values) and _fits(way, values) == len(values):
                return True
    return False


def without(text: pl.Series, words: Iterable[str]) -> pl.Series:
    """Strip the spaces around texts, and leave out those that count as missing."""
    stripped = text.str.strip_chars()
    return stripped.zip_with(~stripped.is_in(["", *words]), _missing(text.name))


def _fits(way: Reading, values: pl.Series) -> int:
    read = way(values)
    return len(read) - read.null_count()


def _clean(pieces: Pieces, words: Sequence[str]) -> Iterator[pl.Series]:
    for piece in pieces():
        yield without(piece, words)


def _sample(pieces: Pieces, words: Sequence[str]) -> pl.Series:
    """Take values from the whole length of the column, and all of them where they are few."""
    for share in (SAMPLE, 100 * SAMPLE, sys.maxsize):
        some, whole = [], True
        for piece in pieces():
            step = max(1, len(piece) // share)
            some.append(without(piece.gather_every(step), words).drop_nulls())
            whole = whole and step == 1
        present = pl.concat(some)
        if whole or len(present) >= GLANCE:
            break
    return present.gather_every(max(1, len(present) // SAMPLE)).head(SAMPLE)


def _read(way: Reading, clean: Pieces) -> tuple[Column, pl.Series]:
    """Read all values; return beside them some of those that do not fit."""
    values, hashes, strangers = [], [], list[pl.Series]()
    examples, misfits, offset = list[Misfit](), 0, 0
    for piece in clean():
        read = way(piece)
        if read.null_count() > piece.null_count():
            rows = (read.is_null() & piece.is_not_null()).arg_true()
            misfits += len(rows)
            unfit = piece.gather(rows.head(SAMPLE))
            strangers.append(unfit)
            examples += [
                Misfit(row=offset + row, text=shorten(text))
                for row, text in zip(rows, unfit.head(MOST_EXAMPLES), strict=False)
            ]
        values.append(read.shrink_dtype() if read.dtype.is_integer() else read)
        hashes.append(piece.hash())
        offset += len(piece)
    column = Column(
        values=_joined(values),
        stored_as="String",
        hashes=pl.concat(hashes),
        notes=(way.note,) if way.note else (),
        misfits=misfits,
        misfit_examples=tuple(examples[:MOST_EXAMPLES]),
    )
    return column, pl.concat(strangers or [pl.Series([], dtype=pl.String)]).head(SAMPLE)


def _joined(values: Sequence[pl.Series]) -> pl.Series:
    """Put pieces together in the smallest type that holds all of them."""
    frames = [piece.alias("value").to_frame() for piece in values]
    return pl.concat(frames, how="vertical_relaxed").to_series()


def _of_nothing(clean: Pieces) -> Column:
    hashes = pl.concat([piece.hash() for piece in clean()])
    values = pl.Series([None], dtype=pl.Null).new_from_index(0, len(hashes))
    return Column(values=values, stored_as="String", hashes=hashes)


def _as_text(pieces: Pieces, words: Sequence[str]) -> Column:
    kept, hashes = [], []
    for piece in pieces():
        stripped = without(piece, words)
        kept.append(piece.zip_with(stripped.is_not_null(), _missing(piece.name)))
        hashes.append(stripped.hash())
    return Column(values=pl.concat(kept), stored_as="String", hashes=pl.concat(hashes))


def _fits_reversed(way: Reading, ways: Iterable[Reading], clean: Pieces) -> bool:
    """Tell whether the other order of day and month would fit every date as well."""
    other = next((each for each in ways if way.reverse and each.form == way.reverse), None)
    return other is not None and all(
        other(piece).null_count() == piece.null_count() for piece in clean()
    )


def _missing(name: str) -> pl.Series:
    return pl.Series(name, [None], dtype=pl.String)
