"""Find out how the bytes of a text file are to be read."""

import codecs
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from longhaul import InvalidInput

CHUNK = 1 << 20  # bytes

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The first one reads UTF-8 with a byte order mark or without.
ENCODINGS = ("UTF-8-sig", "Windows-1252")

# In lower case, as the beginning of a file is compared.
SIGNATURES = {
    b"pk\x03\x04": "a ZIP archive or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word document",
    b"\x1f\x8b": "a gzip archive",
    b"par1\x15": "a Parquet file",
    b"%pdf-": "a PDF document",
    b"\x89png": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x7felf": "a program",
    b"mz\x90\x00": "a program",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML document",
    b"{\\rtf": "a text document",
    b"sqlite format 3": "a database",
}


def detect_encoding(
    path: Path, wanted: str = "auto", checkpoint: Callable[[], None] = lambda: None
) -> str:
    """Name the encoding of a text file: UTF-16 if it looks like it, else UTF-8, else Windows-1252.

    Raises:
        InvalidInput: `not_a_table`, `undecodable`.
    """
    with path.open("rb") as file:
        head = file.read(CHUNK)
    guesses = _guesses(head) if wanted == "auto" else (wanted,)
    for encoding in guesses:
        line = undecodable_line(path, encoding, checkpoint)
        if line is None:
            return encoding
    advice = "Save the table as UTF-8 and try again, or choose another encoding."
    raise InvalidInput(
        f"Line {line:,} holds bytes that are no text in {guesses[-1].upper()}. {advice}",
        code="undecodable",
    )


def undecodable_line(
    path: Path, encoding: str, checkpoint: Callable[[], None] = lambda: None
) -> int | None:
    """Find the number of the first line that an encoding cannot read."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        for chunk in iter(partial(file.read, CHUNK), b""):
            try:
                decoder.decode(chunk)
            except UnicodeError as error:
                start = error.start if isinstance(error, UnicodeDecodeError) else 0
                return line + chunk.count(b"\n", 0, start)
            line += chunk.count(b"\n")
            checkpoint()
    return line if decoder.getstate()[0] else None


def blocks(path: Path, encoding: str, size: int) -> Iterator[bytes]:
    """Yield the text as UTF-8, in blocks of about so many bytes, without its byte order mark."""
    encoding = "UTF-8-sig" if encoding.lower() == "utf-8" else encoding
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        first = file.read(size)
        lone_returns = b"\r" in first and b"\n" not in first
        if encoding == "UTF-8-sig":
            yield _ended(first.removeprefix(codecs.BOM_UTF8), lone_returns)
            yield from (_ended(text, lone_returns) for text in iter(partial(file.read, size), b""))
            return
        for block in chain((first,), iter(partial(file.read, size), b"")):
            yield _ended(decoder.decode(block).encode(), lone_returns)


def _ended(block: bytes, lone_returns: bool) -> bytes:
    """End lines as everybody does today; the oldest Macintosh ended them with a return."""
    return block.replace(b"\r", b"\n") if lone_returns else block


def _guesses(head: bytes) -> tuple[str, ...]:
    if head.startswith(UTF_16_MARKS):
        return ("UTF-16",)
    _refuse_others(head)
    if found := _unmarked_utf_16(head):
        return (found,)
    if b"\0" in head:
        raise InvalidInput("This is a binary file, not a text table.", code="not_a_table")
    return ENCODINGS


def _unmarked_utf_16(head: bytes) -> str | None:
    """Tell UTF-16 by its zeros: in Latin letters every other byte is one."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.4 * half and even < 0.01 * half:
        return "UTF-16-LE"
    if even > 0.4 * half and odd < 0.01 * half:
        return "UTF-16-BE"
    return None


def _refuse_others(head: bytes) -> None:
    beginning = head[:64].lstrip().lower()
    for signature, kind in SIGNATURES.items():
        if beginning.startswith(signature):
            raise InvalidInput(f"This is {kind}, not a text table.", code="not_a_table")
