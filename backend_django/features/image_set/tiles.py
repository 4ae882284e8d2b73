"""Ask a TIFF for the size of its tiles, which is no matter of the size of the image.

The tags are read as libtiff does, which makes room for a whole tile: Pillow passes over a tag whose
type it does not know, and believes the next one.
"""

import math
import struct
from collections.abc import Iterator

SIDES = (322, 323)  # the tags of a tile's width and height
KINDS = {3: "H", 4: "L"}


def tile_pixels(content: bytes, directory: int) -> int:
    """Return how many pixels a tile has; the directory of the image starts there.

    Raises:
        struct.error, LookupError: no tile has such a size.
    """
    return math.prod(_sides(content, directory))


def _sides(content: bytes, directory: int) -> Iterator[int]:
    order = "<" if content.startswith(b"II") else ">"
    is_big = 43 in content[2:4]  # of more than four gigabytes, as it could be
    length, entry, value = ("Q", 20, 12) if is_big else ("H", 12, 8)
    [count] = struct.unpack_from(order + length, content, directory)
    first = directory + struct.calcsize(order + length)
    for place in range(first, first + count * entry, entry):
        tag, kind = struct.unpack_from(order + "HH", content, place)
        if tag in SIDES:
            yield from struct.unpack_from(order + KINDS[kind], content, place + value)
