"""Walk through the rows of delimited text, strictly, with their lines."""

import csv
import io
from collections.abc import Iterator

from longhaul import InvalidInput

CUT_SHORT = "unexpected end of data"


class Rows:
    """The complete rows of a piece of text; `end` tells where the last one of them ends."""

    def __init__(self, text: str, separator: str, first_line: int) -> None:
        self._source = io.StringIO(text, newline="")
        self._separator = separator
        self._first_line = first_line
        self._read = 0
        self.end = 0
        self.next_line = first_line

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with the number of its first line; a blank line is an empty row.

        Raises:
            InvalidInput: `bad_quotes`.
        """
        reader = csv.reader(self._texts(), delimiter=self._separator, strict=True)
        try:
            for row in reader:
                line, self.next_line = self.next_line, self._first_line + reader.line_num
                self.end = self._read
                yield line, row
        except csv.Error as error:
            if str(error) != CUT_SHORT:
                raise bad_quotes(self._first_line + reader.line_num - 1) from error

    def _texts(self) -> Iterator[str]:
        for text in self._source:
            self._read += len(text)
            yield text


def bad_quotes(line: int) -> InvalidInput:
    """Make the refusal of quotation marks that do not pair up."""
    return InvalidInput(
        f"In the row that ends at line {line:,}, a quotation mark is not "
        "closed, or one inside a quoted field is not doubled.",
        code="bad_quotes",
    )
