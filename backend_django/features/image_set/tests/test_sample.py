import pytest

from .attempt import PHOTOGRAPHS, look_at


@pytest.fixture(scope="module")
def album(tmp_path_factory):
    return look_at([PHOTOGRAPHS], tmp_path_factory.mktemp("attempt"))


@pytest.fixture(scope="module")
def images(album):
    return {image.name.removeprefix("photographs/"): image for image in album.images}


def test_every_photograph_is_read(album):
    assert len(album.images) == 9
    assert album.left_out == []


def test_every_format_is_among_them(images):
    assert {image.format for image in images.values()} == {"JPEG", "PNG", "WebP", "TIFF", "HEIF"}


def test_the_small_copy_of_the_coffee_is_found(album):
    [group] = album.duplicates
    assert {album.images[index].name.rpartition("/")[2] for index in group.images} == {
        "coffee.png",
        "coffee-small.webp",
    }
    assert not group.identical


def test_the_blurred_clock_is_the_least_sharp(images):
    assert min(images, key=lambda name: images[name].sharpness) == "clock.jpg"
    assert images["clock.jpg"].sharpness < 50 < images["cat.heic"].sharpness


def test_the_night_sky_is_the_darkest(images):
    assert min(images, key=lambda name: images[name].light.brightness) == "galaxies.jpg"


def test_the_launch_is_where_and_when_it_was(album):
    [day], [place] = album.days, album.places
    assert day.date == "2015-02-11"
    assert place.position.latitude == pytest.approx(28.5623, abs=1e-3)
    assert place.position.longitude == pytest.approx(-80.5774, abs=1e-3)
