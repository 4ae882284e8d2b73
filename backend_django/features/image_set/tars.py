"""TAR archives: read where they lie, after a look at what they declare."""

import io
import tarfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO

from .entries import Budget, check_size, is_image, no_ordinary_file, not_an_archive
from .limits import MAX_HEADERS
from .picture import Picture

BROKEN = (tarfile.TarError, ValueError, OverflowError, RecursionError)


class Headers(io.FileIO):
    """An archive of which, as long as it is listed, only so much is read as an entry may need."""

    left: int | None = MAX_HEADERS

    def read(self, size: int | None = -1) -> bytes:
        """Read, unless a name, or whatever else is said of an entry, is far too long."""
        if self.left is not None:
            if size is None or not 0 <= size <= self.left:
                raise tarfile.ReadError("The headers of an entry are too long.")
            self.left -= size
        return super().read(size)


def read_tar(path: Path, archives: ExitStack, budget: Budget) -> list[Picture]:
    """List the images of an archive, which stays open, once all its entries are known to be fine.

    Raises:
        InvalidInput: as `find_pictures` says.
    """
    images: list[tarfile.TarInfo] = []
    unpacked = 0
    try:
        file = archives.enter_context(Headers(path))
        archive = archives.enter_context(tarfile.TarFile(fileobj=file))
        while entry := archive.next():
            budget.take(entries=1, size=MAX_HEADERS - (file.left or 0))
            file.left = MAX_HEADERS
            # Each entry has a copy of what was said of all, and the archive keeps all entries.
            archive.pax_headers = entry.pax_headers = {}
            archive.members = []  # type: ignore[attr-defined]
            if is_wanted(entry):
                images.append(entry)
                unpacked += entry.size
                check_size(unpacked)
        file.left = None
    except BROKEN as error:
        raise not_an_archive(path.name) from error
    return [
        Picture(name=entry.name, size=entry.size, open=partial(open_entry, archive, entry))
        for entry in images
    ]


def is_wanted(entry: tarfile.TarInfo) -> bool:
    """Tell whether an entry is an image.

    Raises:
        InvalidInput: it is one that no archive of images needs.
    """
    if entry.issparse() or not (entry.isreg() or entry.isdir()):
        raise no_ordinary_file(entry.name)
    return is_image(entry.name) and entry.isreg()


def open_entry(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    """Open an ordinary file of the archive."""
    file = archive.extractfile(entry)
    assert file is not None  # noqa: S101  (only directories and devices have none)
    return file
