"""A large image is scaled down strip by strip, which must not show."""

import pytest
from PIL import Image, ImageChops

from features.image_set import inspection
from features.image_set.inspection import reduced, small_copy

from .pictures import scene


@pytest.mark.parametrize("size", [(700, 1000), (1000, 701), (1, 999), (999, 1), (640, 64)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "LA", "CMYK"])
def test_strips_make_what_the_whole_makes(size, mode):
    image = scene(size=size).convert(mode)
    whole = inspection.scalable(image).reduce(5)

    copy = reduced(image, 5)

    assert (copy.size, copy.mode) == (whole.size, whole.mode)
    assert ImageChops.difference(copy.convert("RGB"), whole.convert("RGB")).getbbox() is None


def test_no_part_is_converted_that_is_larger_than_a_strip(monkeypatch):
    sizes, scalable = [], inspection.scalable
    monkeypatch.setattr(
        inspection, "scalable", lambda image: sizes.append(image.size) or scalable(image)
    )

    copy = small_copy(Image.new("RGBA", (9_000, 4_000), "#10203040"))

    assert copy.size == (1280, 569)
    assert max(height for _, height in sizes) == 64 * 3
    assert sum(height for _, height in sizes) == 4_000
    assert copy.getpixel((5, 5)) == (195, 199, 203)
