"""Bound what a workbook becomes in memory, before it is opened."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from longhaul import MB, InvalidInput

from .extent import Extent, Part, SharedTexts
from .unpacking import PIECE

# All of its cells and their text are in memory for a moment.
MOST_TEXT = 400 * MB
MOST_CELLS = 16_000_000

SHARED_TEXTS = "sharedstrings.xml"
# What programs attach, in any encoding, and what systems leave; cells are in none of it.
ATTACHED = ("customxml/", "docprops/", "__macosx/")
BROKEN = (
    BadZipFile, RuntimeError, EOFError, LookupError, ValueError, zlib.error, struct.error,
)  # fmt: skip


def copy_measured(path: Path, target: Path, checkpoint: Callable[[], None]) -> None:
    """Copy what a workbook may be read from, part by part, each of them measured.

    Programs differ in what they take from an archive that lies about itself; of the copy none can
    take what was not measured.

    Raises:
        InvalidInput: `not_a_table`, `unpacks_too_large`.
    """
    shared = SharedTexts()
    try:
        with ZipFile(path) as archive, ZipFile(target, "w") as copy:
            members = _parts(archive)
            if sum(member.file_size for member in members) > MOST_TEXT:
                raise _too_large()
            for member in members:
                part = shared if _holds_shared_texts(member) else Extent(shared.lengths)
                _copy(archive, member, part, copy, checkpoint)
                if isinstance(part, Extent):
                    _check_extent(part)
    except BROKEN as error:
        raise damaged() from error


def damaged() -> InvalidInput:
    """Make the refusal of something else, or of a damaged file."""
    return InvalidInput("This is not an Excel workbook, or it is damaged.", code="not_a_table")


def _parts(archive: ZipFile) -> list[ZipInfo]:
    """Return the members that are XML, shared texts first; names are told apart as Excel does."""
    named = {_name(member): member for member in archive.infolist()}
    members = [each for name, each in named.items() if each.file_size and _is_wanted(name)]
    if sum(map(_holds_shared_texts, members)) > 1:
        raise damaged()
    return sorted(members, key=_holds_shared_texts, reverse=True)


def _name(member: ZipInfo) -> str:
    return member.filename.replace("\\", "/").lower()


def _is_wanted(name: str) -> bool:
    is_xml = name.endswith((".xml", ".rels"))
    return is_xml and "/._" not in name and not name.startswith(ATTACHED)


def _holds_shared_texts(member: ZipInfo) -> bool:
    return _name(member).endswith(SHARED_TEXTS)


def _copy(
    archive: ZipFile, member: ZipInfo, part: Part, copy: ZipFile, checkpoint: Callable[[], None]
) -> None:
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged()  # no program writes workbooks so; few bytes may be gigabytes
    with archive.open(member) as source, copy.open(member.filename, "w") as target:
        while piece := source.read(PIECE):
            checkpoint()
            part.feed(piece)
            target.write(piece)
    part.end()


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
