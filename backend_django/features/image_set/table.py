"""Write a set as a table for spreadsheets."""

import csv
import io
import re
from collections.abc import Iterator

from .models import Album, Image

HEADER = (
    "name", "format", "bytes", "width", "height", "taken", "camera", "lens", "exposure_seconds",
    "aperture", "iso", "focal_length", "latitude", "longitude", "sharpness", "brightness",
    "shadows", "highlights", "colour", "fingerprint", "duplicates",
)  # fmt: skip
FORMULA = re.compile(r"[=+\-@\t\r]")

Cell = str | float | None


def table_csv(album: Album) -> str:
    """Return CSV with one line per image; `duplicates` is the number of its group, from 1."""
    groups = {
        index: number for number, group in enumerate(album.duplicates, 1) for index in group.images
    }
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for index, image in enumerate(album.images):
        writer.writerow([*map(guard, cells(image)), groups.get(index)])
    return text.getvalue()


def guard(cell: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def cells(image: Image) -> Iterator[Cell]:
    """Yield what stands in a line."""
    shot, at, light = image.shot, image.shot.position, image.light
    yield from (image.name, image.format.value, image.size, image.width, image.height)
    yield from (shot.taken, shot.camera, shot.lens, shot.exposure_seconds)
    yield from (shot.aperture, shot.iso, shot.focal_length)
    yield from (at.latitude, at.longitude) if at else (None, None)
    yield from (image.sharpness, light.brightness, light.shadows, light.highlights)
    yield from (image.colours[0].value, image.fingerprint)
