"""Open a Parquet file; its columns are loaded one at a time."""

from functools import partial
from pathlib import Path

import polars as pl

from ..models import FileFormat, Source
from .footer import check_expansion, not_parquet
from .names import unique_names
from .table import Column, Table, check_length, check_width

# Some damages make Polars panic, which is no ordinary exception.
BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException)


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
    return Column(values=values, stored_as=str(values.dtype), hashes=values.hash())
