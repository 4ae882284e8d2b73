"""Open a table, whatever its format."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from jobs.exceptions import InvalidInput

from .models import FileFormat, Source
from .names import unique_names
from .options import ProfileOptions
from .table import Column, Table, check_width
from .text_table import read_text

# Some damages make Polars panic, which is no ordinary exception.
BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException)


def read_table(
    path: Path,
    options: ProfileOptions,
    scratch: Path,
    checkpoint: Callable[[], None] = lambda: None,
) -> Table:
    """Open a table by its ending: .parquet, .tsv, or else delimited text.

    `scratch` is a directory for a clean copy; `checkpoint` is called now and then.

    Raises:
        InvalidInput: `empty_file`, `not_a_table`, `too_many_columns`, `undecodable`,
            `ragged_rows`, `bad_quotes`.
    """
    if path.stat().st_size == 0:
        raise InvalidInput("The file is empty.", code="empty_file")
    if path.suffix.lower() == ".parquet":
        return read_parquet(path)
    return read_text(path, options, scratch, checkpoint)


def read_parquet(path: Path) -> Table:
    """Open a Parquet file; its columns are loaded one at a time.

    Raises:
        InvalidInput: `not_a_table`, `too_many_columns`.
    """
    try:
        frame = pl.scan_parquet(path, glob=False)
        originals = frame.collect_schema().names()
        rows = frame.select(pl.len()).collect().item()
    except BROKEN as error:
        raise _not_parquet() from error
    check_width(len(originals))
    names, notes = unique_names(originals)
    source = Source(
        name=path.name,
        size=path.stat().st_size,
        format=FileFormat.PARQUET,
        encoding=None,
        delimiter=None,
        has_header=True,
        notes=notes,
    )
    column = partial(_parquet_column, frame, dict(zip(names, originals, strict=True)))
    return Table(source=source, rows=rows, names=names, column=column)


def _parquet_column(frame: pl.LazyFrame, originals: dict[str, str], name: str) -> Column:
    try:
        values = frame.select(pl.col([originals[name]])).collect().to_series()
    except BROKEN as error:
        raise _not_parquet() from error
    return Column(values=values, stored_as=str(values.dtype))


def _not_parquet() -> InvalidInput:
    return InvalidInput("This is not a Parquet file, or it is damaged.", code="not_a_table")
