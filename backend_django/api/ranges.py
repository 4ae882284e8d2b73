"""Parts of files (RFC 9110, section 14)."""

import re
from typing import IO, Any

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def parse_range(wanted: str, size: int) -> range | None:
    """Return the bytes that a single range means; None if it is malformed: send the whole.

    The range is empty if it lies outside the file.
    """
    match = RANGE.fullmatch(wanted)
    first, last = match.groups() if match else ("", "")
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1) if last else size)


class Slice:
    """A part of an open file, to be read once."""

    def __init__(self, file: IO[Any], part: range) -> None:
        self.file = file
        self.left = len(part)
        file.seek(part.start)

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`."""
        chunk: bytes = self.file.read(min(size, self.left))
        self.left -= len(chunk)
        return chunk

    def close(self) -> None:
        """Close the file."""
        self.file.close()
