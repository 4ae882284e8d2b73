"""Keep the text of a table on disk, so that memory holds one column at a time."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl


class Store:
    """Frames of text columns, one below the other; a column may be missing from some of them."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self._directory = directory
        self._frames: list[tuple[Path, int, frozenset[str]]] = []
        self.names: dict[str, None] = {}
        self.rows = 0

    def add(self, frame: pl.DataFrame) -> None:
        """Append the rows of a frame."""
        path = self._directory / f"{len(self._frames)}.arrow"
        frame.write_ipc(path)
        self._frames.append((path, frame.height, frozenset(frame.columns)))
        self.names |= dict.fromkeys(frame.columns)
        self.rows += frame.height

    def column(self, name: str, skip: int = 0) -> Iterator[pl.Series]:
        """Read a column, piece by piece; the first rows may be left out."""
        for path, height, names in self._frames:
            if name in names:
                piece = pl.read_ipc(path, columns=[name]).to_series()
            else:
                piece = pl.Series(name, [None], dtype=pl.String).new_from_index(0, height)
            yield piece.slice(min(skip, height))
            skip -= min(skip, height)
