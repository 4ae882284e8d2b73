import pytest
from PIL import Image, ImageFilter

from .pictures import encoded, scene


def png(image):
    return encoded(image, "PNG")


def test_colours_are_told_with_their_shares(look):
    flag = Image.new("RGB", (128, 128), "#ff0000")
    flag.paste("#0000ff", (0, 0, 128, 32))

    [image] = look({"a.png": png(flag)}).images

    red, blue = sorted(image.colours, key=lambda colour: -colour.share)[:2]
    assert (red.value, blue.value) == ("#ff0000", "#0000ff")
    assert (red.share, blue.share) == pytest.approx((0.75, 0.25), abs=0.03)


def test_there_are_five_colours_at_most_and_their_shares_are_one(look):
    [image] = look({"a.png": png(scene())}).images

    assert len(image.colours) == 5
    assert sum(colour.share for colour in image.colours) == pytest.approx(1, abs=1e-3)


def test_the_more_an_image_is_blurred_the_less_sharp_it_is(look):
    sharp = Image.effect_noise((300, 300), 60)
    blurred = [sharp.filter(ImageFilter.GaussianBlur(radius)) for radius in (0, 2, 6)]

    images = look({f"{n}.png": png(image) for n, image in enumerate(blurred)}).images

    assert images[0].sharpness > 50 > images[1].sharpness > images[2].sharpness


@pytest.mark.parametrize(
    ("colour", "light"), [("black", (0, 1, 0)), ("white", (1, 0, 1)), ("#808080", (0.502, 0, 0))]
)
def test_brightness_shadows_and_highlights_are_shares(look, colour, light):
    [image] = look({"a.png": png(Image.new("RGB", (40, 40), colour))}).images

    found = image.light
    assert (found.brightness, found.shadows, found.highlights) == light


def test_flat_ground_is_not_sharp(look):
    [image] = look({"a.png": png(Image.new("RGB", (40, 40), "#808080"))}).images

    assert image.sharpness == 0
