"""Open a Parquet file; its columns are loaded one at a time."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polars as pl

from ..models import FileFormat, Source
from .footer import check_expansion, not_parquet
from .issues import MOST_EXAMPLES
from .names import unique_names
from .table import Column, Misfit, Table, check_length, check_width

# Some damages make Polars panic, which is no ordinary exception.
BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException)

# A date is a count of days in the file; Polars cannot name one so far from 1970.
MOST_DAYS = 95_000_000
PER_DAY = {"days": 1, "ms": 86_400_000, "us": 86_400_000_000}


def read_parquet(path: Path) -> Table:
    """Open a Parquet file that fits into memory column by column.

    Raises:
        InvalidInput: `not_a_table`, `unpacks_too_large`, `too_many_columns`, `too_many_rows`.
    """
    check_expansion(path)
    try:
        frame = pl.scan_parquet(path, glob=False)
        originals = frame.collect_schema().names()
        rows = frame.select(pl.len()).collect().item()
    except BROKEN as error:
        raise not_parquet() from error
    check_width(len(originals))
    check_length(rows)
    names = unique_names(originals)
    source = Source(
        name=path.name,
        size=path.stat().st_size,
        format=FileFormat.PARQUET,
        encoding=None,
        delimiter=None,
        has_header=True,
        notes=list(names.notes),
    )
    column = partial(_column, frame, dict(zip(names.unique, originals, strict=True)))
    return Table(
        source=source,
        rows=rows,
        names=names.unique,
        column=column,
        line_of=lambda row: row + 1,
        repeated_names=names.repeated,
    )


def _column(frame: pl.LazyFrame, originals: dict[str, str], name: str) -> Column:
    try:
        values = frame.select(pl.col([originals[name]])).collect().to_series()
    except BROKEN as error:
        raise not_parquet() from error
    far = _beyond_calendar(values)
    return Column(
        values=values.set(far, None) if far.any() else values,
        stored_as=str(values.dtype),
        hashes=values.hash(),
        misfits=int(far.sum()),
        misfit_examples=tuple(_examples(values, far.arg_true().head(MOST_EXAMPLES))),
    )


def _beyond_calendar(values: pl.Series) -> pl.Series:
    """Tell which values are moments that cannot be written as year, month and day."""
    most = MOST_DAYS * PER_DAY.get(_unit(values), 0)
    if not most:
        return pl.Series([], dtype=pl.Boolean)
    return ~values.to_physical().is_between(-most, most)


def _examples(values: pl.Series, rows: pl.Series) -> Iterator[Misfit]:
    for row, number in zip(rows, values.to_physical().gather(rows), strict=True):
        yield Misfit(row=row, text=f"{number} {_unit(values)} since 1970")


def _unit(values: pl.Series) -> str:
    if isinstance(values.dtype, pl.Datetime):
        return values.dtype.time_unit
    return "days" if values.dtype == pl.Date else ""
