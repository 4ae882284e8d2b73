"""Draw the images of a set on pages to be printed."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .models import Image as AlbumImage
from .pack import Pack

PAGE = (1754, 1240)  # A4 across at 150 dots an inch
DOTS = 150
COLUMNS, ROWS = 6, 4
PER_PAGE = COLUMNS * ROWS
MARGIN, CAPTION = 60, 34
INK, PAPER = "#182124", "white"


def write_contact_sheet(
    path: Path, images: Sequence[AlbumImage], thumbnails: Pack, checkpoint: Callable[[], None]
) -> None:
    """Write a PDF, page by page, so that only one page is in memory."""
    for start in range(0, len(images), PER_PAGE):
        checkpoint()
        page = draw_page(images[start : start + PER_PAGE], thumbnails)
        page.save(path, "PDF", append=start > 0, resolution=DOTS, quality=80)


def draw_page(images: Sequence[AlbumImage], thumbnails: Pack) -> Image.Image:
    """Draw as many thumbnails as fit on a page, each above its name."""
    page = Image.new("RGB", PAGE, PAPER)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(15)
    width, height = (PAGE[0] - 2 * MARGIN) // COLUMNS, (PAGE[1] - 2 * MARGIN) // ROWS
    for number, image in enumerate(images):
        left = MARGIN + number % COLUMNS * width
        top = MARGIN + number // COLUMNS * height
        with Image.open(io.BytesIO(thumbnails.read(image.thumbnail))) as thumbnail:
            thumbnail.thumbnail((width - 20, height - CAPTION - 10))
            x = left + (width - thumbnail.width) // 2
            y = top + (height - CAPTION - thumbnail.height) // 2
            page.paste(thumbnail, (x, y))
        caption = fitting(image.name.rpartition("/")[2], font, width - 20)
        middle = (left + width / 2, top + height - CAPTION + 4)
        draw.text(middle, caption, INK, font, anchor="ma")
    return page


def fitting(name: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> str:
    """Cut a name in its middle until it is narrow enough."""
    shown, kept = name, len(name)
    while font.getlength(shown) > width:
        kept -= 2
        shown = f"{name[: kept // 2]}…{name[-(kept // 2) :]}"
    return shown
