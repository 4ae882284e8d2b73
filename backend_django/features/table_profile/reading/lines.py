"""Tell on which line of the file a row begins."""

from array import array
from bisect import bisect_right


class Lines:
    """Which line each row stands on, kept as the rows where the count jumps."""

    def __init__(self) -> None:
        self._rows = array("q")
        self._lines = array("q")

    def add(self, row: int, line: int) -> None:
        """Say that a row begins on a line, and that each one after it begins one line further."""
        if self._rows and line - row == self._lines[-1] - self._rows[-1]:
            return
        self._rows.append(row)
        self._lines.append(line)

    def of(self, row: int) -> int:
        """Return the line of a row; both count from where they were told to."""
        position = bisect_right(self._rows, row) - 1
        return self._lines[position] + row - self._rows[position]
