"""TAR archives: read where they lie, after a look at what they declare."""

import tarfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO

from .entries import check_size, is_image, no_ordinary_file, not_an_archive, too_many_entries
from .limits import MAX_ENTRIES
from .picture import Picture

BROKEN = (tarfile.TarError, ValueError, OverflowError, RecursionError)


def read_tar(path: Path, archives: ExitStack) -> list[Picture]:
    """List the images of an archive, which stays open, once all its entries are known to be fine.

    Raises:
        InvalidInput: as `find_pictures` says.
    """
    images: list[tarfile.TarInfo] = []
    unpacked = 0
    try:
        archive = archives.enter_context(tarfile.open(path, "r:"))  # noqa: SIM115  (it is)
        for number, entry in enumerate(archive):
            if number == MAX_ENTRIES:
                raise too_many_entries()
            if is_wanted(entry):
                images.append(entry)
                unpacked += entry.size
                check_size(unpacked)
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
