"""Find out how a text table is laid out, and refuse it if it is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jobs.exceptions import InvalidInput

from .delimited import DELIMITERS, guess_delimiter, read_rows
from .encoding import detect_encoding
from .options import ProfileOptions
from .table import check_width

ROWS_PER_CHECKPOINT = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What was found out about a text table; the header counts as a row."""

    encoding: str
    delimiter: str
    first: list[str]
    rows: int
    blank_lines: int

    @property
    def separator(self) -> str:
        """The delimiter as a character."""
        return DELIMITERS[self.delimiter]

    @property
    def is_plain(self) -> bool:
        """Whether the file can be parsed as it is."""
        return self.encoding.startswith("UTF-8") and not self.blank_lines

    @property
    def notes(self) -> Iterator[str]:
        """What a reader should know, in sentences."""
        if self.encoding == "Windows-1252":
            yield "The text is not UTF-8; it was read as Windows-1252, a superset of Latin-1."
        if self.blank_lines:
            yield f"Blank lines were left out: {self.blank_lines:,}."


def find_layout(path: Path, options: ProfileOptions, checkpoint: Callable[[], None]) -> Layout:
    """Look through a whole text table once.

    Raises:
        InvalidInput: `empty_file`, `not_a_table`, `undecodable`, `ragged_rows`, `bad_quotes`,
            `too_many_columns`.
    """
    encoding = detect_encoding(path)
    guess = options.delimiter == "auto"
    delimiter = guess_delimiter(path, encoding) if guess else options.delimiter
    first, rows, blank_lines = _measure(
        read_rows(path, encoding, DELIMITERS[delimiter]), checkpoint
    )
    return Layout(
        encoding=encoding, delimiter=delimiter, first=first, rows=rows, blank_lines=blank_lines
    )


def _measure(
    lines: Iterator[tuple[int, list[str]]], checkpoint: Callable[[], None]
) -> tuple[list[str], int, int]:
    first: list[str] = []
    rows = blank_lines = 0
    for line, row in lines:
        if not row:
            blank_lines += 1
            continue
        if not first:
            check_width(len(row))
            first = row
        if len(row) != len(first):
            raise _ragged(line, len(row), len(first))
        rows += 1
        if rows % ROWS_PER_CHECKPOINT == 0:
            checkpoint()
    if rows <= 1 and not "".join(first).strip():
        raise InvalidInput("The file is empty.", code="empty_file")
    return first, rows, blank_lines


def _ragged(line: int, found: int, expected: int) -> InvalidInput:
    fields = "field" if found == 1 else "fields"
    return InvalidInput(
        f"Line {line:,} has {found:,} {fields}; {expected:,} were expected, as in the first line.",
        code="ragged_rows",
    )
