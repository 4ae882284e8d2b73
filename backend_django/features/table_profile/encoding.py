"""Find out how the bytes of a text file are to be read."""

import codecs
from functools import partial
from pathlib import Path

from jobs.exceptions import InvalidInput

CHUNK = 1 << 20  # bytes

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The first one reads UTF-8 with a byte order mark or without.
ENCODINGS = ("UTF-8-sig", "Windows-1252")

# In lower case, as the beginning of a file is compared.
SIGNATURES = {
    b"pk\x03\x04": "a ZIP archive or an Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"par1\x15": "a Parquet file",
    b"%pdf-": "a PDF document",
    b"\x89png": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x7felf": "a program",
    b"mz\x90\x00": "a program",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}


def detect_encoding(path: Path) -> str:
    """Name the encoding of a text file: UTF-16 if marked, else UTF-8, else Windows-1252.

    Raises:
        InvalidInput: `not_a_table`, `undecodable`.
    """
    with path.open("rb") as file:
        head = file.read(CHUNK)
    marked = head.startswith(UTF_16_MARKS)
    if not marked:
        _refuse_binary(head)
    for encoding in ("UTF-16",) if marked else ENCODINGS:
        line = undecodable_line(path, encoding)
        if line is None:
            return encoding
    raise InvalidInput(
        f"Line {line:,} holds bytes that are no text. Save the table as UTF-8 and try again.",
        code="undecodable",
    )


def undecodable_line(path: Path, encoding: str) -> int | None:
    """Find the number of the first line that an encoding cannot read."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        for chunk in iter(partial(file.read, CHUNK), b""):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return line + chunk.count(b"\n", 0, error.start)
            line += chunk.count(b"\n")
    return line if decoder.getstate()[0] else None


def _refuse_binary(head: bytes) -> None:
    beginning = head[:64].lstrip().lower()
    for signature, kind in SIGNATURES.items():
        if beginning.startswith(signature):
            raise InvalidInput(f"This is {kind}, not a text table.", code="not_a_table")
    if b"\0" in head:
        raise InvalidInput("This is a binary file, not a text table.", code="not_a_table")
