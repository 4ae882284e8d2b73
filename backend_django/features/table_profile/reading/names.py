"""Give every column a name of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..shorten import shorten


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names without doubles and gaps, and what was changed for it."""

    unique: list[str]
    repeated: tuple[str, ...] = ()
    unnamed: int = 0

    @property
    def notes(self) -> Iterable[str]:
        """What a reader should know, in sentences."""
        if self.unnamed:
            yield f"{self.unnamed} of the columns had no name and were named after their position."
        if self.repeated:
            first = [f"“{name}”" for name in self.repeated[:3]]
            names = ", ".join(first + ["…"] * (len(self.repeated) > 3))
            yield f"Repeated column names were numbered: {names}."


def unique_names(names: Iterable[str]) -> Names:
    """Number repeated names, and name columns without one after their position."""
    unique: dict[str, None] = {}
    repeated: list[str] = []
    unnamed = 0
    for position, original in enumerate(names, 1):
        name = wanted = shorten(original.strip()) or f"column {position}"
        unnamed += not original.strip()
        repetition = 1
        while name in unique:
            repetition += 1
            name = f"{wanted} ({repetition})"
        if repetition > 1:
            repeated.append(name)
        unique[name] = None
    return Names(unique=list(unique), repeated=tuple(repeated), unnamed=unnamed)
