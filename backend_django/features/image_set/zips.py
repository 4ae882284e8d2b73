"""ZIP archives: read where they lie, after a look at what they declare."""

import stat
import struct
import zipfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO

from longhaul import InvalidInput

from .decoding import LeaveOut
from .entries import (
    Budget,
    check_size,
    is_image,
    no_ordinary_file,
    not_an_archive,
    too_many_entries,
)
from .limits import MAX_DIRECTORY
from .picture import Picture

ENCRYPTED = 0x1
# Of the others a few bytes may unpack to gigabytes before the limit of a reading is looked at.
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The end of an archive for more than four gigabytes or 65,535 entries: none that is taken needs it.
END_OF_HUGE = b"PK\6\7"
END = struct.Struct("<4s4H2LH")  # the record at the end, which tells the size of the list
LONGEST_COMMENT = 0xFFFF  # behind it
HUGE_SIZE = 20  # of the record that leads to the end of a huge archive, just before
ORDINARY = (0, stat.S_IFREG, stat.S_IFDIR)


def read_zip(path: Path, archives: ExitStack, budget: Budget) -> list[Picture]:
    """List the images of an archive, which stays open, once all its entries are known to be fine.

    Raises:
        InvalidInput: as `find_pictures` says.
    """
    budget.take(size=length_of_list(path))
    try:
        archive = archives.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise not_an_archive(path.name) from error
    entries = archive.infolist()
    budget.take(entries=len(entries))
    images = [entry for entry in entries if is_wanted(entry)]
    check_size(sum(entry.file_size for entry in images))
    return [
        Picture(name=entry.filename, size=entry.file_size, open=partial(open_entry, archive, entry))
        for entry in images
    ]


def open_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    """Open an entry whose reading can be bounded.

    Raises:
        LeaveOut: `unusual_compression`.
    """
    if entry.compress_type not in BOUNDED:
        raise LeaveOut("unusual_compression", "It is packed in an unusual way. Use Deflate.")
    return archive.open(entry)


def length_of_list(path: Path) -> int:
    """Return how many bytes list the entries; refuse, before they are read, far too many.

    Raises:
        InvalidInput: `too_many_entries`.
    """
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - HUGE_SIZE - END.size - LONGEST_COMMENT))
        tail = file.read()
    start = tail.rfind(b"PK\5\6", 0, len(tail) - END.size + 4)
    if start < 0:
        return 0  # it is no archive
    is_huge = tail.startswith(END_OF_HUGE, max(0, start - HUGE_SIZE))
    length: int = END.unpack_from(tail, start)[5]
    if is_huge or length > MAX_DIRECTORY:
        raise too_many_entries()
    return length


def is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is an image.

    Raises:
        InvalidInput: it is one that no archive of images needs.
    """
    if stat.S_IFMT(entry.external_attr >> 16) not in ORDINARY:
        raise no_ordinary_file(entry.filename)
    if not is_image(entry.orig_filename) or entry.is_dir():
        return False
    if entry.flag_bits & ENCRYPTED:
        raise InvalidInput("The archive is encrypted. Send it without.", code="encrypted")
    return True
