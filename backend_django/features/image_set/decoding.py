"""Open an uploaded image, after its header has been checked against the limits."""

import io
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, UnidentifiedImageError
from PIL.TiffImagePlugin import TiffImageFile

from .limits import MAX_FILE, MAX_PIXELS, MAX_PIXELS_COPIED, MAX_TILE
from .picture import Picture
from .tiles import tile_pixels

pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")
COPIED = ("WEBP", "HEIF")
# What decoders and archives raise for bytes that are not what they should be.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError,
    AttributeError, RuntimeError, MemoryError, struct.error, zlib.error, zipfile.BadZipFile,
    tarfile.TarError,
)  # fmt: skip


class LeaveOut(Exception):
    """This one cannot be taken; the others can."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Interruptible(io.BytesIO):
    """Lets a cancelled job stop in the middle of a large image, which is decoded piece by piece."""

    def __init__(self, content: bytes, checkpoint: Callable[[], None]) -> None:
        super().__init__(content)
        self._checkpoint = checkpoint

    def read(self, size: int | None = -1) -> bytes:
        """Read, if the job goes on."""
        self._checkpoint()
        return super().read(size)


def read_content(picture: Picture) -> bytes:
    """Read a file whole, but no more of it than is allowed.

    Raises:
        LeaveOut: `too_large`, `broken`, `empty`, `unusual_compression`.
    """
    with reporting_faults(), picture.open() as file:
        content = read_at_most(file, MAX_FILE)
    if not content:
        raise LeaveOut("empty", "The file is empty.")
    return content


def read_at_most(file: IO[bytes], size: int) -> bytes:
    content = file.read(size + 1)
    if len(content) > size:
        raise LeaveOut("too_large", f"The file is larger than {size // 1_000_000} MB.")
    return content


@contextmanager
def opened(content: bytes, checkpoint: Callable[[], None]) -> Iterator[Image.Image]:
    """Open an image; only its header is read before its size is known to be fine.

    Raises:
        LeaveOut: `not_an_image`, `too_many_pixels`, `broken`.
    """
    with reporting_faults(), Image.open(Interruptible(content, checkpoint), formats=FORMATS) as it:
        if it.format in COPIED and it.width * it.height > MAX_PIXELS_COPIED:
            raise too_many_pixels(MAX_PIXELS_COPIED)
        if isinstance(it, TiffImageFile) and tile_pixels(content, it.tag_v2.offset) > MAX_TILE:
            said = f"A tile of it has more than {MAX_TILE // 1_000_000} million pixels."
            raise LeaveOut("too_many_pixels", said)
        yield it


@contextmanager
def reporting_faults() -> Iterator[None]:
    """Turn whatever decoders complain about into a reason to leave the image out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise too_many_pixels(MAX_PIXELS) from None
        except UnidentifiedImageError:
            raise LeaveOut("not_an_image", "This is no image of a known kind.") from None
        except BROKEN:
            raise LeaveOut("broken", "The file is damaged.") from None


def too_many_pixels(limit: int) -> LeaveOut:
    """Make the reason for an image that would not fit into memory."""
    return LeaveOut("too_many_pixels", f"It has more than {limit // 1_000_000} million pixels.")
