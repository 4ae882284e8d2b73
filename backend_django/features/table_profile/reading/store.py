"""Keep the text of a table on disk, so that memory holds one column at a time."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

# A file begins with a list of its columns, which is read for each of them.
COLUMNS_IN_A_FILE = 50


class Store:
    """Frames of text columns, one below the other; a column may be missing from some of them."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self._directory = directory
        self._frames: list[tuple[int, dict[str, Path]]] = []
        self.names: dict[str, None] = {}
        self.rows = 0

    def add(self, frame: pl.DataFrame) -> None:
        """Append the rows of a frame."""
        files: dict[str, Path] = {}
        for start in range(0, frame.width, COLUMNS_IN_A_FILE):
            names = frame.columns[start : start + COLUMNS_IN_A_FILE]
            path = self._directory / f"{len(self._frames)}-{start}.arrow"
            frame.select(names).write_ipc(path)
            files |= dict.fromkeys(names, path)
        self._frames.append((frame.height, files))
        self.names |= dict.fromkeys(frame.columns)
        self.rows += frame.height

    def column(self, name: str, skip: int = 0) -> Iterator[pl.Series]:
        """Read a column, piece by piece; the first rows may be left out."""
        for height, files in self._frames:
            if name in files:
                piece = pl.read_ipc(files[name], columns=[name]).to_series()
            else:
                piece = pl.Series(name, [None], dtype=pl.String).new_from_index(0, height)
            yield piece.slice(min(skip, height))
            skip -= min(skip, height)
