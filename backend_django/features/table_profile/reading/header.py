"""Tell whether the first row of a table holds the names of its columns."""

from collections.abc import Sequence
from itertools import pairwise

from .parsing import typed_cells

MOST_ROWS = 50

Row = Sequence[str]


def has_header(said: str, rows: Sequence[Row]) -> bool:
    """Do as the options say; if they leave it open, look at the first rows."""
    return _looks_like_header(rows[:MOST_ROWS]) if said == "auto" else said == "yes"


def _looks_like_header(rows: Sequence[Row]) -> bool:
    """Compare the first row with those below it: a value is of their type, a name is not."""
    first, *below = rows
    return _is_series(first) or not typed_cells(first, below)


def _is_series(cells: Row) -> bool:
    """Tell years or other steps across the top from values: 2019, 2020, 2021."""
    steps = [cell.strip() for cell in cells[1:]]
    if len(steps) < 2 or not all(step.isdecimal() and len(step) < 20 for step in steps):
        return False
    widths = {int(after) - int(before) for before, after in pairwise(steps)}
    return len(widths) == 1 and widths != {0}
