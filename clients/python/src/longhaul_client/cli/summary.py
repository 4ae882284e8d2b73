"""A result on the terminal, whatever its shape."""

import sys
from collections.abc import Iterator
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

MOST_ROWS = 12
MOST_COLUMNS = 6
WIDEST = 24
# Elsewhere than on a terminal a sentence stays on its line, where it can be searched for.
NO_TERMINAL = (sys.maxsize, 24)


def summarise(result: dict[str, Any]) -> Iterator[str]:
    """Yield plain values as they are, and lists of objects as tables."""
    for name, content in result.items():
        if is_plain(content):
            yield from wrapped(f"{name.replace('_', ' ')}: {written(content)}", indent=2)
    for name, content in result.items():
        if isinstance(content, list) and content and all(isinstance(row, dict) for row in content):
            yield ""
            yield from table(name, content)


def table(name: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each of the first rows, and what it says in sentences below it."""
    heads = [head for head in rows[0] if fits([row.get(head) for row in rows])]
    sentences = [head for head in heads if any(is_sentence(row.get(head)) for row in rows)]
    heads = [head for head in heads if head not in sentences][:MOST_COLUMNS]
    cells = [heads, *([shown(row.get(head)) for head in heads] for row in rows[:MOST_ROWS])]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line, row in zip(cells, [{}, *rows], strict=False):
        if heads:
            yield "  " + "  ".join(map(str.ljust, line, widths)).rstrip()
        for head in sentences:
            if row.get(head) is not None:
                yield from wrapped(written(row[head]), indent=6)
    if len(rows) > MOST_ROWS:
        yield f"  … the first {MOST_ROWS} of {len(rows):,} {name.replace('_', ' ')}"


def wrapped(text: str, *, indent: int) -> Iterator[str]:
    """Yield a text whole, in lines that fit the terminal."""
    width = max(get_terminal_size(NO_TERMINAL).columns - indent, WIDEST)
    for line in [text] if len(text) <= width else wrap(text, width):
        yield " " * indent + line


def fits(column: list[Any]) -> bool:
    """Tell whether a table can show these: single values or lists of names, not all empty."""
    return any(cell != [] for cell in column) and all(
        is_plain(cell) or is_names(cell) for cell in column
    )


def is_names(content: object) -> bool:
    return isinstance(content, list) and all(isinstance(name, str) for name in content)


def is_plain(content: object) -> bool:
    return content is None or isinstance(content, str | int | float)


def is_sentence(content: object) -> bool:
    """Tell whether this is text that says nothing when it is cut."""
    return isinstance(content, str) and len(content) > WIDEST and content.endswith(".")


def shown(content: object) -> str:
    """Return a value in few characters: long texts are cut."""
    text = written(content)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def written(content: object) -> str:
    """Return a value as people write it: thousands apart."""
    if isinstance(content, bool) or content is None:
        return {True: "yes", False: "no", None: "-"}[content]
    if isinstance(content, int | float):
        return f"{content:,}" if isinstance(content, int) else f"{content:,.4g}"
    return ", ".join(content) if isinstance(content, list) else str(content)
