"""Read and write delimited text row by row, strictly."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jobs.exceptions import InvalidInput

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
SAMPLE = 1 << 16  # characters

# Python's default of 128 kB is less than geometries and documents need.
csv.field_size_limit(16 << 20)


def read_rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its last line; a blank line is an empty row.

    Raises:
        InvalidInput: `bad_quotes`.
    """
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise InvalidInput(
                f"In the row that ends at line {reader.line_num:,}, a quotation mark is not "
                "closed, or one inside a quoted field is not doubled.",
                code="bad_quotes",
            ) from error


def rewrite(path: Path, encoding: str, separator: str, target: Path) -> Path:
    """Write a table anew as UTF-8 with commas, strict quotes and no blank lines."""
    rows = read_rows(path, encoding, separator)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for _, row in rows if row)
    return target


def guess_delimiter(path: Path, encoding: str) -> str:
    """Name the delimiter that cuts most of the first rows into the same number of fields."""
    if path.suffix.lower() == ".tsv":
        return "tab"
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(SAMPLE)
    return max(DELIMITERS, key=lambda name: _regularity(head, DELIMITERS[name]))


def _regularity(head: str, separator: str) -> tuple[float, int]:
    rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
    # The sample may end in the middle of its last row.
    widths = Counter(len(row) for row in rows[:-1] or rows if row)
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return (count / widths.total(), width) if width > 1 else (0, 0)
