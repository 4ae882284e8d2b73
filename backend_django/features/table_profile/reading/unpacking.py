"""Unpack what was sent gzipped, within limits."""

import gzip
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from longhaul import MB, InvalidInput

PIECE = 1 << 20  # bytes
MOST_UNPACKED = 1_000 * MB


def unpack(path: Path, scratch: Path, checkpoint: Callable[[], None]) -> Path:
    """Return the file itself, or the copy of what it holds if its name ends in .gz.

    Raises:
        InvalidInput: `not_a_table`, `unpacks_too_large`.
    """
    if path.suffix.lower() != ".gz":
        return path
    target = scratch / "unpacked" / path.stem
    target.parent.mkdir(exist_ok=True)
    try:
        with gzip.open(path) as source, target.open("wb") as file:
            for piece in iter(partial(source.read, PIECE), b""):
                file.write(piece)
                check_unpacked(file.tell())
                checkpoint()
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InvalidInput(
            "This is not a gzip archive, or it is damaged.", code="not_a_table"
        ) from error
    return target


def check_unpacked(size: int) -> None:
    """Refuse a small file that holds far more than it seems to.

    Raises:
        InvalidInput: `unpacks_too_large`.
    """
    if size > MOST_UNPACKED:
        raise InvalidInput(
            f"Unpacked, this file is larger than {MOST_UNPACKED // MB:,} MB, "
            "the most that can be profiled.",
            code="unpacks_too_large",
        )
