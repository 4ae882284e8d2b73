import pytest
from PIL import Image

from features.image_set.pack import Pack

from .attempt import PHOTOGRAPHS, look_at
from .pictures import encoded, exif, jpeg, scene


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("a.jpg", "JPEG", "JPEG"),
        ("a.JPEG", "JPEG", "JPEG"),
        ("a.png", "PNG", "PNG"),
        ("a.webp", "WEBP", "WebP"),
        ("a.tif", "TIFF", "TIFF"),
        ("named-otherwise.jpg", "PNG", "PNG"),
    ],
)
def test_each_format_is_told(look, name, kind, told):
    [image] = look({name: encoded(scene(), kind)}).images

    assert (image.name, image.format, image.width, image.height) == (name, told, 320, 200)


@pytest.mark.parametrize("mode", ["I;16", "I;16B"])
def test_sixteen_bits_are_scaled_down(look, mode):
    image = Image.new(mode, (40, 30), 0x8000)

    [found] = look({"a.tif": encoded(image, "TIFF")}).images

    assert found.colours[0].value == "#808080"


def test_a_small_copy_has_nothing_that_was_written_into_the_image(tmp_path):
    image = scene()
    image.info["comment"] = b"at home"
    with Pack(tmp_path / "copies.zip", side=64) as pack:
        pack.add("a.jpg", image)

    assert b"at home" in encoded(image)
    assert b"at home" not in pack.path.read_bytes()


def test_what_phones_write_is_read(directory):
    formats = {image.name: image.format for image in look_at([PHOTOGRAPHS], directory).images}

    assert formats["photographs/cat.heic"] == "HEIF"


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (320, 200)), (3, (320, 200)), (6, (200, 320))]
)
def test_width_and_height_are_those_of_the_image_the_right_way_up(look, orientation, size):
    [image] = look({"a.jpg": jpeg(exif=exif(Orientation=orientation))}).images

    assert (image.width, image.height) == size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_image_is_turned_the_right_way_up(look, orientation):
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = scene()
    method = turns.get(orientation)
    held = upright if method is None else upright.transpose(Image.Transpose(method))
    content = encoded(held, "PNG", exif=exif(Orientation=orientation))

    images = look({"upright.png": encoded(upright, "PNG"), "held.png": content}).images

    assert images[0].fingerprint == images[1].fingerprint


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_is_understood(look, mode):
    image = scene().convert("L") if mode == "I;16" else scene()
    kind = "TIFF" if mode == "CMYK" else "PNG"

    [found] = look({f"a.{kind.lower()}": encoded(image.convert(mode), kind)}).images

    assert (found.width, found.height) == (320, 200)


def test_sixteen_bits_are_as_bright_as_eight(look):
    deep = Image.new("I;16", (50, 50), 0x8000)

    images = look(
        {"a.png": encoded(deep, "PNG"), "b.png": encoded(Image.new("L", (50, 50), 128), "PNG")}
    ).images

    assert images[0].light == images[1].light


def test_what_is_transparent_lies_on_white(look):
    [image] = look({"a.png": encoded(Image.new("RGBA", (50, 50)), "PNG")}).images

    assert image.colours[0].value == "#ffffff"


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (3, 2)])
def test_a_tiny_image_is_an_image(look, size):
    [image] = look({"a.png": encoded(Image.new("RGB", size, "red"), "PNG")}).images

    assert (image.width, image.height) == size


def test_images_come_in_the_order_in_which_they_were_sent(look):
    names = ["z.jpg", "a.jpg", "m.jpg"]

    assert [image.name for image in look({name: jpeg() for name in names}).images] == names
