"""Make images, with what cameras write into them."""

import io
import random
import struct
import zlib

from PIL import ExifTags, Image

Base, GPS, IFD = ExifTags.Base, ExifTags.GPS, ExifTags.IFD


def scene(seed=1, size=(320, 200)):
    """Return an image of coloured patches, unlike those of other seeds."""
    patches = random.Random(seed).randbytes(3 * 8 * 6)  # noqa: S311  (no secret)
    return Image.frombytes("RGB", (8, 6), patches).resize(size, Image.Resampling.BICUBIC)


def encoded(image, kind="JPEG", **options):
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def jpeg(seed=1, **options):
    return encoded(scene(seed), "JPEG", **options)


def exif(details=(), place=(), **base):
    """Return Exif data by the names of the tags."""
    made = Image.Exif()
    for name, value in base.items():
        made[Base[name]] = value
    made.get_ifd(IFD.Exif).update({Base[name]: value for name, value in dict(details).items()})
    made.get_ifd(IFD.GPSInfo).update({GPS[name]: value for name, value in dict(place).items()})
    return made


def position(latitude, longitude):
    """Return the tags of a place, in degrees, minutes and seconds."""
    return {
        "GPSLatitudeRef": "N" if latitude >= 0 else "S",
        "GPSLatitude": parts_of(abs(latitude)),
        "GPSLongitudeRef": "E" if longitude >= 0 else "W",
        "GPSLongitude": parts_of(abs(longitude)),
    }


def parts_of(degrees):
    minutes, seconds = divmod(degrees * 3600, 60)
    return (float(minutes // 60), float(minutes % 60), float(seconds))


def png_of(width, height, mode=b"\x08\x00\x00\x00\x00"):
    """Return a PNG that declares a size, whatever follows."""

    def chunk(kind, content):
        body = kind + content
        return len(content).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + mode
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def tiff_of(*tile, order="<", kind=4, is_big=False):
    """Return a TIFF of 16 by 16 pixels; a tile is one or more widths and heights."""
    pixels = zlib.compress(bytes(256))
    head, number, count, value = (16, "Q", "Q", "Q") if is_big else (8, "L", "H", "L")
    sides = [(322 + n % 2, kind, side) for n, side in enumerate(tile)]
    tags = [
        *((256, 4, 16), (257, 4, 16), (258, 4, 8), (259, 4, 8), (262, 4, 1), (277, 4, 1)),
        *sorted(sides, key=lambda side: side[0]),
        *((324, 4, head), (325, 4, len(pixels))),
    ]
    start = struct.pack(f"{order}2sH", b"II" if order == "<" else b"MM", 43 if is_big else 42)
    start += struct.pack(f"{order}HH", 8, 0) if is_big else b""
    start += struct.pack(order + number, head + len(pixels))
    entries = [_entry(order, number, value, *tag) for tag in tags]
    return start + pixels + struct.pack(order + count, len(tags)) + b"".join(entries) + bytes(8)


def _entry(order, number, value, tag, kind, content):
    size = struct.calcsize(order + value)
    packed = struct.pack(order + {3: "H"}.get(kind, "L"), content).ljust(size, b"\0")
    return struct.pack(f"{order}HH{number}", tag, kind, 1) + packed
