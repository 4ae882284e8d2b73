"""Open a table of delimited text."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from .delimited import rewrite
from .layout import Layout, find_layout
from .models import FileFormat, Source
from .names import unique_names
from .options import ProfileOptions
from .parsing import parse
from .table import Column, Table


def read_text(
    path: Path, options: ProfileOptions, scratch: Path, checkpoint: Callable[[], None]
) -> Table:
    """Open a text table; the types of its columns are found when they are asked for.

    Raises:
        InvalidInput: as `read_table` does.
    """
    layout = find_layout(path, options, checkpoint)
    frame = _load(path, layout, scratch)
    names, notes = unique_names(layout.first if options.has_header else [""] * frame.width)
    frame.columns = names
    source = Source(
        name=path.name,
        size=path.stat().st_size,
        format=FileFormat.TSV if layout.delimiter == "tab" else FileFormat.CSV,
        encoding=layout.encoding.removesuffix("-sig"),
        delimiter=layout.delimiter,
        has_header=options.has_header,
        notes=[*layout.notes, *(notes if options.has_header else ())],
    )
    body = frame.slice(1) if options.has_header else frame
    column = partial(_column, body, frozenset(options.null_words))
    return Table(source=source, rows=body.height, names=names, column=column)


def _column(frame: pl.DataFrame, null_words: frozenset[str], name: str) -> Column:
    values, notes = parse(frame[name], null_words)
    return Column(values=values, stored_as="String", notes=notes)


def _load(path: Path, layout: Layout, scratch: Path) -> pl.DataFrame:
    if layout.is_plain:
        try:
            frame = _parse(path, layout.separator)
        except pl.exceptions.PolarsError:
            pass  # It knows fewer ways to quote than Python's csv, which has read it all.
        else:
            if frame.shape == (layout.rows, len(layout.first)):
                return frame
    return _parse(rewrite(path, layout.encoding, layout.separator, scratch / "clean.csv"), ",")


def _parse(path: Path, separator: str) -> pl.DataFrame:
    return pl.read_csv(
        path,
        has_header=False,
        separator=separator,
        infer_schema=False,
        empty_string_is_null=False,
        glob=False,
    )
