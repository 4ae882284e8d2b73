"""What an image looks like, in a few numbers. Each works on a small copy, whatever came in."""

from PIL import Image, ImageFilter, ImageStat

from .models import Colour, Light

MOST_COLOURS = 5
SHADOWS, HIGHLIGHTS = 5, 250  # of 255
# Flat ground is 0; the offset keeps what is negative.
LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def colours_of(image: Image.Image) -> list[Colour]:
    """Find the colours that it is made of, by median cut; the largest share first."""
    small = image.resize((64, 64)).quantize(MOST_COLOURS, Image.Quantize.MEDIANCUT)
    palette = small.getpalette() or []
    counts: list[tuple[int, int]] = small.getcolors() or []  # type: ignore[assignment]
    return [
        Colour(
            value="#{:02x}{:02x}{:02x}".format(*palette[3 * index : 3 * index + 3]),
            share=round(count / (64 * 64), 4),
        )
        for count, index in sorted(counts, reverse=True)
    ]


def sharpness_of(image: Image.Image) -> float:
    """Return the variance of the Laplacian, which is small where no edge is sharp."""
    edges = image.convert("L").filter(LAPLACIAN)
    # The filter leaves the border as it was.
    inner = edges.crop((1, 1, edges.width - 1, edges.height - 1)) if min(edges.size) > 2 else edges
    return round(ImageStat.Stat(inner).var[0], 1)


def light_of(image: Image.Image) -> Light:
    """Tell how bright it is, and how much of it is nothing but black or white."""
    histogram = image.convert("L").histogram()
    pixels = image.width * image.height
    sum_of_values = sum(value * count for value, count in enumerate(histogram))
    return Light(
        brightness=round(sum_of_values / pixels / 255, 4),
        shadows=round(sum(histogram[: SHADOWS + 1]) / pixels, 4),
        highlights=round(sum(histogram[HIGHLIGHTS:]) / pixels, 4),
    )
