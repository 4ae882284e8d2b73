"""Give every column a name of its own."""

from collections.abc import Iterable

from .shorten import shorten


def unique_names(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return names without doubles and gaps, and a sentence for each kind of change."""
    unique: dict[str, None] = {}
    numbered: list[str] = []
    unnamed = 0
    for position, original in enumerate(names, 1):
        name = wanted = shorten(original.strip()) or f"column {position}"
        unnamed += not original.strip()
        repetition = 1
        while name in unique:
            repetition += 1
            name = f"{wanted} ({repetition})"
        if repetition > 1:
            numbered.append(f"“{name}”")
        unique[name] = None
    return list(unique), list(_notes(unnamed, numbered))


def _notes(unnamed: int, numbered: list[str]) -> Iterable[str]:
    if unnamed:
        yield f"{unnamed} of the columns had no name and were named after their position."
    if numbered:
        more = ", …" if len(numbered) > 3 else ""
        yield f"Repeated column names were numbered: {', '.join(numbered[:3])}{more}."
