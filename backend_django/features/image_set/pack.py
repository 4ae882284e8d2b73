"""A ZIP of small JPEGs that can also be read one by one, each at its range of bytes."""

import io
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from zipfile import ZipFile

from PIL import Image

from .models import Span

QUALITY = 80


class Pack:
    """Stores images, and knows where they lie."""

    def __init__(self, path: Path, *, side: int) -> None:
        self.path = path
        self._size = (side, side)
        self._file: BinaryIO = path.open("w+b")
        # JPEGs do not get smaller, and what is stored as it is can be read without the rest.
        self._zip = ZipFile(self._file, "w")

    def __enter__(self) -> "Pack":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()

    def add(self, name: str, image: Image.Image) -> Span:
        """Store a small copy of an image, without anything that its camera wrote into it."""
        small = image.copy()
        small.info.clear()
        small.thumbnail(self._size)
        content = io.BytesIO()
        small.save(content, "JPEG", quality=QUALITY, optimize=True)
        self._zip.writestr(name, content.getvalue())
        size = len(content.getvalue())
        return Span(start=self._file.tell() - size, size=size)

    def read(self, span: Span) -> bytes:
        """Return an image as it was stored."""
        with self.path.open("rb") as file:
            file.seek(span.start)
            return file.read(span.size)
