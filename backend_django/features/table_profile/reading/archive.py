"""Bound what a workbook becomes in memory, before it is opened."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jobs.exceptions import InvalidInput
from jobs.feature import MB

from .extent import Extent, Part, SharedTexts
from .unpacking import PIECE

# All of its cells and their text are in memory for a moment.
MOST_TEXT = 400 * MB
MOST_CELLS = 16_000_000

SHARED_TEXTS = "xl/sharedStrings.xml"
BROKEN = (
    BadZipFile, RuntimeError, EOFError, LookupError, ValueError, zlib.error, struct.error,
)  # fmt: skip


def check_archive(path: Path, checkpoint: Callable[[], None]) -> None:
    """Unpack a workbook for nothing: what the archive says about its size may be a lie.

    Raises:
        InvalidInput: `not_a_table`, `unpacks_too_large`.
    """
    shared = SharedTexts()
    try:
        with ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_TEXT:
                raise _too_large()
            for member in sorted(archive.infolist(), key=_after_shared_texts):
                part = shared if member.filename == SHARED_TEXTS else Extent(shared.lengths)
                _read(archive, member, part, checkpoint)
                if isinstance(part, Extent):
                    _check_extent(part)
    except BROKEN as error:
        raise damaged() from error


def damaged() -> InvalidInput:
    """Make the refusal of something else, or of a damaged file."""
    return InvalidInput("This is not an Excel workbook, or it is damaged.", code="not_a_table")


def _after_shared_texts(member: ZipInfo) -> bool:
    return member.filename != SHARED_TEXTS


def _read(archive: ZipFile, member: ZipInfo, part: Part, checkpoint: Callable[[], None]) -> None:
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged()  # no program writes workbooks so; few bytes may be gigabytes
    is_xml = member.filename.startswith("xl/") and member.filename.endswith(".xml")
    with archive.open(member) as file:
        while piece := file.read(PIECE):
            checkpoint()
            if is_xml:
                part.feed(piece)


def _check_extent(sheet: Extent) -> None:
    if sheet.letters > MOST_TEXT:
        raise _too_large()
    if sheet.rows * sheet.columns > MOST_CELLS:
        raise InvalidInput(
            f"The cells of a sheet reach as far as row {sheet.rows:,} and column "
            f"{sheet.columns:,}; at most {MOST_CELLS:,} cells, empty ones included, can be read. "
            "Delete what lies far from the table, or save the sheet as CSV.",
            code="unpacks_too_large",
        )


def _too_large() -> InvalidInput:
    return InvalidInput(
        f"Unpacked, this workbook is larger than {MOST_TEXT // MB} MB, the most that can be "
        "profiled. Save the sheet as CSV.",
        code="unpacks_too_large",
    )
