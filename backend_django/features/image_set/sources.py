"""Find the images among what was uploaded: files, and archives of files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from longhaul import InvalidInput

from .entries import Budget
from .limits import MAX_IMAGES
from .picture import Picture
from .tars import read_tar
from .zips import read_zip

READERS = {".zip": read_zip, ".tar": read_tar}


@contextmanager
def find_pictures(
    paths: Sequence[Path], checkpoint: Callable[[], None] = lambda: None
) -> Iterator[list[Picture]]:
    """List the pictures among files and archives, in their order. Nothing is unpacked yet.

    Raises:
        InvalidInput: `no_images`, `too_many_images`, and of an archive `not_an_archive`,
            `encrypted`, `too_many_entries`, `archive_too_large`, `unsafe_path`, `unsafe_link`,
            `nested_archive`.
    """
    pictures: list[Picture] = []
    budget = Budget()
    with ExitStack() as archives:
        for path in paths:
            checkpoint()
            pictures += _read(path, archives, budget)
            if len(pictures) > MAX_IMAGES:
                detail = f"There are more than {MAX_IMAGES:,} images. Send fewer at once."
                raise InvalidInput(detail, code="too_many_images")
        if not pictures:
            raise InvalidInput("There is no image in what you sent.", code="no_images")
        yield pictures


def _read(path: Path, archives: ExitStack, budget: Budget) -> list[Picture]:
    if reader := READERS.get(path.suffix.lower()):
        return reader(path, archives, budget)
    return [Picture(name=path.name, size=path.stat().st_size, open=lambda: path.open("rb"))]
