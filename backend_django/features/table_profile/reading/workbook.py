"""Open a sheet of an Excel workbook."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from longhaul import InvalidInput

from ..interruptible import interruptible
from ..models import FileFormat, Source
from ..options import ProfileOptions
from .archive import copy_measured, damaged
from .header import MOST_ROWS, has_header
from .issues import Issues
from .lines import Lines
from .names import unique_names
from .store import Store
from .table import Table, check_width
from .text import Progress, text_columns

ROWS_AT_ONCE = 10_000

Cell = str | float | bool | dt.date | dt.time | dt.timedelta
Row = list[str | None]


def read_workbook(path: Path, options: ProfileOptions, scratch: Path, progress: Progress) -> Table:
    """Open the wanted sheet of a workbook, or the first one that holds something.

    Raises:
        InvalidInput: `not_a_table`, `empty_file`, `unknown_sheet`, `unpacks_too_large`,
            `too_many_columns`.
    """
    checkpoint = partial(progress, 0)
    copy = scratch / "measured.xlsx"
    copy_measured(path, copy, checkpoint)
    try:
        sheet, sheets = interruptible(partial(_open, copy, options.sheet), checkpoint)
    except (CalamineError, OSError) as error:
        raise damaged() from error
    check_width(sheet.width)
    store, lines = Store(scratch / "text"), Lines()
    rows = _rows(sheet, lines)
    top = list(islice(rows, MOST_ROWS))
    if not top:
        raise InvalidInput("The file is empty.", code="empty_file")
    skip = int(has_header(options.header, [[cell or "" for cell in row] for row in top]))
    columns = [str(n) for n in range(len(top[0]))]
    for group in batches(chain(top, rows), ROWS_AT_ONCE):
        store.add(pl.DataFrame(group, schema=dict.fromkeys(columns, pl.String), orient="row"))
        progress(path.stat().st_size * store.rows // max(sheet.height, 1))
    titles = [cell or "" for cell in top[0]] if skip else [""] * len(columns)
    names = unique_names(titles)
    source = Source(
        name=path.name,
        size=path.stat().st_size,
        format=FileFormat.XLSX,
        encoding=None,
        delimiter=None,
        has_header=bool(skip),
        sheet=sheet.name,
        notes=[*_notes(sheet.name, sheets), *(names.notes if skip else ())],
    )
    return Table(
        source=source,
        rows=store.rows - skip,
        names=names.unique,
        column=text_columns(store, dict(zip(names.unique, columns, strict=True)), options, skip),
        line_of=lambda row: lines.of(row + skip),
        issues=Issues(width=len(columns), rows=store.rows),
        repeated_names=names.repeated,
    )


def _open(path: Path, wanted: str) -> tuple[CalamineSheet, list[str]]:
    book = CalamineWorkbook.from_path(path)
    names = book.sheet_names
    if wanted and wanted not in names:
        known = ", ".join(f"“{name}”" for name in names[:10])
        raise InvalidInput(f"There is no sheet “{wanted}”, only {known}.", code="unknown_sheet")
    sheets = (book.get_sheet_by_name(name) for name in ([wanted] if wanted else names))
    sheet = next((sheet for sheet in sheets if sheet.height), None)
    if sheet is None:
        raise InvalidInput("The file is empty.", code="empty_file")
    return sheet, names


def _rows(sheet: CalamineSheet, lines: Lines) -> Iterator[Row]:
    row = 0
    for line, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            lines.add(row, line)
            row += 1
            yield texts


def _text(cell: Cell) -> str | None:
    """Write a cell as text again, from which types are decided as from any other text."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Group rows."""
    iterator = iter(rows)
    while group := list(islice(iterator, size)):
        yield group


def _notes(name: str, names: list[str]) -> Iterator[str]:
    if len(names) > 1:
        others = ", ".join(f"“{other}”" for other in names if other != name)
        yield f"Only the sheet “{name}” was read. The workbook also has {others}."
