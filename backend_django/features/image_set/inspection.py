"""Look at one image: what its file says, and what it looks like."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image

from longhaul.values import clean_text

from .decoding import BROKEN, opened, read_content
from .exif import read_shot
from .fingerprints import Fingerprint, fingerprint_of
from .looks import colours_of, light_of, sharpness_of
from .models import ImageFormat
from .picture import Picture

LONGEST_SIDE = 1280  # pixels of the copy that is looked at, and that becomes the preview
STRIP = 64  # rows of the copy that are made at once
LONGEST_NAME = 200
FORMATS = {
    "JPEG": ImageFormat.JPEG,
    "MPO": ImageFormat.JPEG,  # several JPEGs in one file, as some cameras write them
    "PNG": ImageFormat.PNG,
    "WEBP": ImageFormat.WEBP,
    "TIFF": ImageFormat.TIFF,
    "HEIF": ImageFormat.HEIF,
}

# What a camera says about how it was held, and what brings it back.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """One image that was looked at."""

    facts: dict[str, Any]
    """The fields of the result that are the image's own."""
    digest: str
    fingerprint: Fingerprint
    copy: Image.Image
    """A small one, the right way up."""


def inspect(picture: Picture, checkpoint: Callable[[], None], *, positions: bool) -> Found:
    """Look at an image.

    Raises:
        LeaveOut: it is none, or too large, or damaged.
    """
    content = read_content(picture)
    with opened(content, checkpoint) as image:
        size, kind = image.size, FORMATS[image.format or ""]
        exif = exif_of(image)
        shot = read_shot(exif, positions=positions)
        copy = upright(small_copy(image), exif)
    width, height = size[::-1] if is_turned(exif) else size
    fingerprint = fingerprint_of(copy)
    facts = {
        "name": clean_text(picture.name, LONGEST_NAME),
        "size": len(content),
        "format": kind,
        "width": width,
        "height": height,
        "shot": shot,
        "colours": colours_of(copy),
        "sharpness": sharpness_of(copy),
        "light": light_of(copy),
        "fingerprint": str(fingerprint),
    }
    digest = hashlib.sha256(content).hexdigest()
    return Found(facts=facts, digest=digest, fingerprint=fingerprint, copy=copy)


def exif_of(image: Image.Image) -> Image.Exif:
    """Return what the camera wrote; nothing if that is damaged, which the image need not be."""
    try:
        exif = image.getexif()
        for part in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
            exif.get_ifd(part)
    except BROKEN:
        return Image.Exif()
    return exif


def small_copy(image: Image.Image) -> Image.Image:
    """Decode an image, and scale it down; where it is transparent it lies on white."""
    # A JPEG is decoded at a fraction of its size, which takes a fraction of the time.
    image.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
    image.load()
    copy = reduced(image, max(1, max(image.size) // (2 * LONGEST_SIDE)))
    copy.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if copy.mode != "RGBA":
        return copy
    ground = Image.new("RGB", copy.size, "white")
    ground.paste(copy, mask=copy.getchannel("A"))
    return ground


def reduced(image: Image.Image, factor: int) -> Image.Image:
    """Convert and scale down strip by strip: a large image is not in memory twice."""
    width, height = image.size
    strips = [
        scalable(image.crop((0, top, width, min(top + STRIP * factor, height)))).reduce(factor)
        for top in range(0, height, STRIP * factor)
    ]
    copy = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for place, strip in enumerate(strips):
        copy.paste(strip, (0, place * STRIP))
    return copy


def scalable(image: Image.Image) -> Image.Image:
    """Convert to colours of eight bits, which average well."""
    if image.mode.startswith("I"):  # sixteen bits, which are not scaled by themselves
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.mode == "P" or image.has_transparency_data else "RGB")


def upright(image: Image.Image, exif: Image.Exif) -> Image.Image:
    """Turn an image the right way up, as the camera was held."""
    method = TURNS.get(exif.get(ExifTags.Base.Orientation, 1))
    return image if method is None else image.transpose(method)


def is_turned(exif: Image.Exif) -> bool:
    """Tell whether width and height change places."""
    return exif.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
