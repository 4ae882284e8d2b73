"""A result on the terminal, whatever its shape."""

from collections.abc import Iterator
from typing import Any

MOST_ROWS = 12
MOST_COLUMNS = 6
WIDEST = 24


def summarise(result: dict[str, Any]) -> Iterator[str]:
    """Yield plain values as they are, and lists of objects as tables."""
    for name, content in result.items():
        if is_plain(content):
            yield f"  {name.replace('_', ' ')}: {shown(content)}"
    for name, content in result.items():
        if isinstance(content, list) and content and all(isinstance(row, dict) for row in content):
            yield ""
            yield from table(name, content)


def table(name: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    heads = [head for head in rows[0] if fits([row.get(head) for row in rows])]
    cells = [heads[:MOST_COLUMNS]]
    cells += [[shown(row.get(head)) for head in cells[0]] for row in rows[:MOST_ROWS]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        yield "  " + "  ".join(map(str.ljust, line, widths)).rstrip()
    if len(rows) > MOST_ROWS:
        yield f"  … and {len(rows) - MOST_ROWS} more {name.replace('_', ' ')}"


def fits(column: list[Any]) -> bool:
    """Tell whether a table can show these: single values or lists of names, not all empty."""
    return any(cell != [] for cell in column) and all(
        is_plain(cell) or is_names(cell) for cell in column
    )


def is_names(content: object) -> bool:
    return isinstance(content, list) and all(isinstance(name, str) for name in content)


def is_plain(content: object) -> bool:
    return content is None or isinstance(content, str | int | float)


def shown(content: object) -> str:
    """Return a value in few characters: thousands apart, long texts cut."""
    if isinstance(content, bool) or content is None:
        return {True: "yes", False: "no", None: "-"}[content]
    if isinstance(content, int | float):
        return f"{content:,}" if isinstance(content, int) else f"{content:,.4g}"
    text = ", ".join(content) if isinstance(content, list) else str(content)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
