"""Find out how the fields of delimited text are told apart."""

import csv
import io
from collections import Counter

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
# Spreadsheets begin a file with it, to tell each other.
HINT = "sep="
SAMPLE = 1 << 16  # characters

# Python's default of 128 kB is less than geometries and documents need.
csv.field_size_limit(16 << 20)


def hinted_delimiter(head: str) -> str | None:
    """Name the delimiter that the first line says, as in `sep=;`."""
    first = head.partition("\n")[0].strip("\r\n").lower()
    said = first.removeprefix(HINT) if first.startswith(HINT) else ""
    return next((name for name, sign in DELIMITERS.items() if sign == said), None)


def guess_delimiter(head: str) -> str:
    """Name the delimiter that cuts most of the first rows into the same number of fields."""
    return max(DELIMITERS, key=lambda name: _regularity(head, DELIMITERS[name]))


def first_rows(head: str, separator: str) -> list[list[str]]:
    """Cut the beginning of a file into its rows, without blank ones."""
    rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
    # The sample may end in the middle of its last row.
    return [row for row in (rows[:-1] if len(head) >= SAMPLE else rows) if row]


def _regularity(head: str, separator: str) -> tuple[float, int]:
    widths = Counter(len(row) for row in first_rows(head, separator))
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return (count / widths.total(), width) if width > 1 else (0, 0)
