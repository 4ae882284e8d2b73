"""Open a table of delimited text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from longhaul import InvalidInput

from ..models import FileFormat, Source
from ..options import ProfileOptions
from .delimited import DELIMITERS, SAMPLE, first_rows, guess_delimiter, hinted_delimiter
from .encoding import blocks, detect_encoding
from .header import has_header
from .names import unique_names
from .parsing import parse
from .records import Records
from .store import Store
from .table import Column, Table, check_area, check_length

BLOCK = 8 << 20  # bytes

# Called with how many bytes of the file are read.
Progress = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The first block of a text, and what it tells."""

    block: bytes
    first_line: int
    delimiter: str
    rows: list[list[str]]


def read_text(path: Path, options: ProfileOptions, scratch: Path, progress: Progress) -> Table:
    """Open a text table; the types of its columns are found when they are asked for.

    Raises:
        InvalidInput: as `read_table` does.
    """
    encoding = detect_encoding(path, options.encoding, partial(progress, 0))
    pieces = watched(blocks(path, encoding, BLOCK), progress)
    beginning = _begin(next(pieces, b""), options, is_tsv=path.suffix.lower() == ".tsv")
    records = Records(DELIMITERS[beginning.delimiter], first_line=beginning.first_line)
    store = Store(scratch / "text")
    for frame in records.frames(chain([beginning.block], pieces)):
        store.add(frame)
        check_length(store.rows)
        check_area(store.rows, len(store.names))
    _check(records)
    skip = int(has_header(options.header, beginning.rows or [records.first]))
    names = unique_names(records.first if skip else [""] * records.issues.width)
    source = Source(
        name=path.name,
        size=path.stat().st_size,
        format=FileFormat.TSV if beginning.delimiter == "tab" else FileFormat.CSV,
        encoding=encoding.removesuffix("-sig"),
        delimiter=beginning.delimiter,
        has_header=bool(skip),
        notes=[*_notes(encoding, records), *(names.notes if skip else ())],
    )
    stored = dict(zip(names.unique, store.names, strict=True))
    return Table(
        source=source,
        rows=store.rows - skip,
        names=names.unique,
        column=text_columns(store, stored, options, skip),
        line_of=lambda row: records.lines.of(row + skip),
        issues=records.issues,
        repeated_names=names.repeated,
    )


def text_columns(
    store: Store, stored: dict[str, str], options: ProfileOptions, skip: int = 0
) -> Callable[[str], Column]:
    """Make the way to read a column of stored text by the name that it was given."""
    return lambda name: parse(partial(store.column, stored[name], skip), options)


def watched(pieces: Iterable[bytes], progress: Progress) -> Iterator[bytes]:
    """Pass pieces on, telling before each how many bytes are done."""
    done = 0
    for piece in pieces:
        progress(done)
        yield piece
        done += len(piece)
    progress(done)


def _begin(block: bytes, options: ProfileOptions, *, is_tsv: bool) -> Beginning:
    head = block[: 4 * SAMPLE].decode(errors="ignore")[:SAMPLE]
    hint = hinted_delimiter(head)
    if hint:
        block, head = block.partition(b"\n")[2], head.partition("\n")[2]
    delimiter: str = options.delimiter
    if delimiter == "auto":
        delimiter = hint or ("tab" if is_tsv else guess_delimiter(head))
    return Beginning(
        block=block,
        first_line=2 if hint else 1,
        delimiter=delimiter,
        rows=first_rows(head, DELIMITERS[delimiter]),
    )


def _check(records: Records) -> None:
    if records.issues.rows <= 1 and not "".join(records.first).strip():
        raise InvalidInput("The file is empty.", code="empty_file")
    records.issues.check()


def _notes(encoding: str, records: Records) -> Iterator[str]:
    if encoding == "Windows-1252":
        yield "The text is not UTF-8; it was read as Windows-1252, a superset of Latin-1."
    if records.issues.blank_lines:
        yield f"Blank lines were left out: {records.issues.blank_lines:,}."
