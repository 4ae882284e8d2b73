"""Open a table of JSON Lines: one object a line."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from longhaul import InvalidInput

from ..models import FileFormat, Source
from ..options import ProfileOptions
from .encoding import blocks, detect_encoding
from .issues import Issues
from .lines import Lines
from .names import unique_names
from .store import Store
from .table import Table, check_area, check_length, check_width
from .text import BLOCK, Progress, text_columns, watched

DEEPEST = 5
VALUES_AT_ONCE = 2_000_000
# Numbers stay as they are written, so that none loses a digit.
decode = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).decode

Row = dict[str, str | None]


def read_json_lines(
    path: Path, options: ProfileOptions, scratch: Path, progress: Progress
) -> Table:
    """Open a table of JSON objects; those within others become columns like `place.city`.

    Raises:
        InvalidInput: `empty_file`, `unreadable_lines`, `too_many_columns`, `too_many_rows`,
            `unpacks_too_large`.
    """
    encoding = detect_encoding(path, options.encoding, partial(progress, 0))
    store, issues, lines = Store(scratch / "text"), Issues(), Lines()
    line = 1
    for text in _whole_lines(watched(blocks(path, encoding, BLOCK), progress)):
        objects = text.split(b"\n")
        for frame in _frames(objects, line, issues, lines):
            store.add(frame)
            check_width(len(store.names))
            check_length(store.rows)
            check_area(store.rows, len(store.names))
        line += len(objects) - 1
    issues.check()
    if not store.rows:
        raise InvalidInput("The file is empty.", code="empty_file")
    names = unique_names(store.names)
    source = Source(
        name=path.name,
        size=path.stat().st_size,
        format=FileFormat.JSON_LINES,
        encoding=encoding.removesuffix("-sig"),
        delimiter=None,
        has_header=True,
        notes=list(names.notes),
    )
    return Table(
        source=source,
        rows=store.rows,
        names=names.unique,
        column=text_columns(store, dict(zip(names.unique, store.names, strict=True)), options),
        line_of=lines.of,
        issues=issues,
        repeated_names=names.repeated,
    )


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = text.rfind(b"\n") + 1
        rest = text[end:]
        if end:
            yield text[:end]
    if rest.strip():
        yield rest + b"\n"


def _frames(
    objects: list[bytes], line: int, issues: Issues, lines: Lines
) -> Iterator[pl.DataFrame]:
    """Turn objects into frames of text, which are short where the objects have many keys."""
    rows, names = list[Row](), dict[str, None]()
    for number, text in enumerate(objects, line):
        if not text.strip():
            continue
        row = _row(text)
        if row is None:
            issues.meet_unreadable(number)
            continue
        lines.add(issues.rows, number)
        issues.rows += 1
        rows.append(row)
        names.update(dict.fromkeys(row))
        check_width(len(names))
        if len(rows) * len(names) > VALUES_AT_ONCE:
            yield _frame(rows, names)
            rows, names = [], {}
    if rows:
        yield _frame(rows, names)


def _frame(rows: list[Row], names: Iterable[str]) -> pl.DataFrame:
    columns = {name: [row.get(name) for row in rows] for name in names}
    return pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))


def _row(text: bytes) -> Row | None:
    try:
        found = decode(text.decode())
    except (ValueError, RecursionError):
        return None
    # An object of nothing has no column to stand in.
    return (dict(_flat(found)) or None) if isinstance(found, dict) else None


def _flat(found: dict[str, Any], prefix: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for original, value in found.items():
        key = _letters(original)
        if isinstance(value, dict) and value and depth < DEEPEST:
            yield from _flat(value, f"{prefix}{key}.", depth + 1)
        elif isinstance(value, bool):
            yield prefix + key, str(value).lower()
        elif isinstance(value, str):
            yield prefix + key, _letters(value)
        elif value is None:
            yield prefix + key, None
        else:
            yield prefix + key, _letters(json.dumps(value, ensure_ascii=False))


def _letters(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON can say and UTF-8 cannot."""
    return text if text.isascii() else text.encode(errors="replace").decode()
