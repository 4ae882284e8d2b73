"""Cut a long text into frames of text columns, a few megabytes at a time.

Polars cuts where nothing can go wrong. Where a quotation mark, a blank line or a ragged row could
mislead it, Python's csv looks at every row first; that is slower, and knows the lines.
"""

import csv
import io
from collections.abc import Iterable, Iterator

import polars as pl

from longhaul import InvalidInput

from .issues import Issues
from .lines import Lines
from .rows import Rows, bad_quotes
from .table import check_width

BLANK_LINES = (b"\n\n", b"\n\r\n")
# A row longer than this, as long as a field may be, is an open quotation mark, or no row. If it is
# one of nothing but commas, it takes thirty times as many bytes.
LONGEST_ROW = 16 << 20  # bytes
# Of so many values it is asked first whether the rows fit, before short ones are filled.
VALUES_AT_ONCE = 2_000_000


class Records:
    """The rows of a text as frames, and what was met on the way."""

    def __init__(self, separator: str, *, first_line: int = 1) -> None:
        self.separator = separator
        self.lines = Lines()
        self.issues = Issues()
        self.first: list[str] = []
        self._line = first_line

    def frames(self, blocks: Iterable[bytes]) -> Iterator[pl.DataFrame]:
        """Yield the rows, the header among them.

        Raises:
            InvalidInput: `bad_quotes`, `too_many_columns`, `ragged_rows`.
        """
        rest = b""
        for block in blocks:
            text = rest + block
            end = text.rfind(b"\n") + 1
            frame, left = self._cut(text[:end]) if end else (None, b"")
            rest = left + text[end:]
            if len(rest) > LONGEST_ROW:
                raise bad_quotes(self._line)
            if frame is not None:
                yield frame
        if rest:
            frame, left = self._cut(rest)
            if left:
                raise bad_quotes(self._line + left.rstrip(b"\r\n").count(b"\n"))
            if frame is not None:
                yield frame

    def _cut(self, text: bytes) -> tuple[pl.DataFrame | None, bytes]:
        """Return the complete rows of a piece of text, and what is left of it."""
        if not self.first:
            self._begin(text)
        if self._is_plain(text):
            rows = text.count(b"\n") + (not text.endswith(b"\n"))
            frame = self._parse(text, rows)
            if frame is not None:
                self.lines.add(self.issues.rows, self._line)
                self.issues.rows += rows
                self._line += rows
                return frame, b""
        return self._cut_carefully(text.decode())

    def _begin(self, text: bytes) -> None:
        """Learn the width from the first line, unless a field may go on beyond it."""
        line = text.partition(b"\n")[0].strip(b"\r")
        if line and b'"' not in line:
            check_width(line.count(self.separator.encode()) + 1)
            self._learn(line.decode().split(self.separator))

    def _learn(self, first: list[str]) -> None:
        check_width(len(first))
        self.first, self.issues.width = first, len(first)

    def _is_plain(self, text: bytes) -> bool:
        """Tell whether every line is a row of the same width, as far as counting can tell."""
        if not self.first or b'"' in text or text.startswith((b"\n", b"\r\n")):
            return False
        if any(ends in text for ends in BLANK_LINES):
            return False
        rows = text.count(b"\n") + (not text.endswith(b"\n"))
        return text.count(self.separator.encode()) == rows * (self.issues.width - 1)

    def _cut_carefully(self, text: str) -> tuple[pl.DataFrame | None, bytes]:
        before = self.issues.rows, self.issues.ragged, self.issues.blank_lines
        rows = Rows(text, self.separator, self._line)
        for line, row in rows:
            self._meet(line, row)
        self._line = rows.next_line
        text, left = text[: rows.end], text[rows.end :]
        count = self.issues.rows - before[0]
        if not count:
            return None, left.encode()
        if count * self.issues.width > VALUES_AT_ONCE:
            self.issues.check()
        is_clean = before[1:] == (self.issues.ragged, self.issues.blank_lines)
        frame = self._parse(text.encode(), count) if is_clean else None
        if frame is None:
            frame = self._parse(self._rewrite(text), count)
        if frame is None:
            raise InvalidInput("The rows of this text cannot be told apart.", code="not_a_table")
        return frame, left.encode()

    def _meet(self, line: int, row: list[str]) -> None:
        issues = self.issues
        if not row:
            issues.blank_lines += 1
            return
        if not self.first:
            self._learn(row)
        if len(row) != issues.width:
            issues.meet_ragged(line, len(row))
        self.lines.add(issues.rows, line)
        issues.rows += 1

    def _rewrite(self, text: str) -> bytes:
        """Rewrite the rows with equal width and strict quotes, as Polars requires."""
        width, clean = self.issues.width, io.StringIO(newline="")
        rows = (row for _, row in Rows(text, self.separator, 1) if row)
        fitting = ((row + [""] * (width - len(row)))[:width] for row in rows)
        writer = csv.writer(
            clean, delimiter=self.separator, lineterminator="\n", quoting=csv.QUOTE_ALL
        )
        writer.writerows(fitting)
        return clean.getvalue().encode()

    def _parse(self, text: bytes, rows: int) -> pl.DataFrame | None:
        try:
            frame = pl.read_csv(
                text,
                has_header=False,
                separator=self.separator,
                schema={str(n): pl.String for n in range(self.issues.width)},
                empty_string_is_null=False,
            )
        except pl.exceptions.PolarsError:
            return None
        return frame if frame.shape == (rows, self.issues.width) else None
