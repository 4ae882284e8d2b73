import pytest

from features.image_set.exif import degrees

from .pictures import encoded, exif, jpeg, position, scene

NIKON = {"Make": "NIKON CORPORATION", "Model": "NIKON D750"}
DETAILS = {
    "DateTimeOriginal": "2026:05:17 18:04:05",
    "OffsetTimeOriginal": "+02:00",
    "LensModel": "24-70mm f/2.8",
    "ExposureTime": 0.004,
    "FNumber": 5.6,
    "ISOSpeedRatings": 200,
    "FocalLength": 35.0,
}


@pytest.fixture
def shot(look):
    """Return what the result says about how an image was taken."""

    def shot(data, **options):
        return look({"a.jpg": jpeg(exif=data)}, **options).images[0].shot

    return shot


def test_what_the_camera_wrote_is_told(shot):
    found = shot(exif(DETAILS, **NIKON))

    assert (found.camera, found.lens) == ("NIKON CORPORATION NIKON D750", "24-70mm f/2.8")
    assert found.taken == "2026-05-17T18:04:05+02:00"
    assert (found.exposure_seconds, found.aperture, found.iso) == (0.004, 5.6, 200)
    assert found.focal_length == 35


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("Apple", "iPhone 15", "Apple iPhone 15"),
        ("", "X100", "X100"),
        ("Leica\0 ", "", "Leica"),
    ],
)
def test_a_camera_is_named_once(shot, make, model, name):
    assert shot(exif(Make=make, Model=model)).camera == name


def test_an_image_without_all_that_is_fine(look):
    [image] = look({"a.png": encoded(scene(), "PNG")}).images

    assert (image.shot.camera, image.shot.taken, image.shot.position) == ("", None, None)


@pytest.mark.parametrize(("latitude", "longitude"), [(28.5623, -80.5774), (-33.8568, 151.2153)])
def test_a_position_is_told_in_degrees(shot, latitude, longitude):
    found = shot(exif(place=position(latitude, longitude))).position

    assert found.latitude == pytest.approx(latitude, abs=1e-4)
    assert found.longitude == pytest.approx(longitude, abs=1e-4)


def test_a_position_is_left_out_where_that_is_wished_for(look, directory):
    content = jpeg(exif=exif(place=position(28.5623, -80.5774)))

    album = look({"a.jpg": content}, positions=False)

    assert album.images[0].shot.position is None
    assert album.places == []
    assert not any(b"28.56" in path.read_bytes() for path in directory.rglob("*.csv"))


@pytest.mark.parametrize(
    "place",
    [
        position(91, 0),
        position(0, 181),
        {"GPSLatitude": (1.0, 2.0, 3.0)},
    ],
)
def test_a_position_that_is_none_is_no_position(shot, place):
    assert shot(exif(place=place)).position is None


@pytest.mark.parametrize("parts", [None, "north", (float("nan"), 0.0, 0.0), ("1", "x"), 7])
def test_degrees_that_are_none_are_nothing(parts):
    assert degrees(parts, negative=False) is None


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "2026:13:01 00:00:00", "2026:02:30 00:00:00", "yesterday", ""]
)
def test_a_time_that_is_none_is_no_time(shot, text):
    assert shot(exif({"DateTimeOriginal": text})).taken is None


def test_a_time_whose_place_is_unknown_has_no_offset(shot):
    assert shot(exif({"DateTimeOriginal": "2026:05:17 18:04:05"})).taken == "2026-05-17T18:04:05"


@pytest.mark.parametrize("value", [0, -1, float("inf"), 1e12])
def test_a_number_that_makes_no_sense_is_left_out(shot, value):
    assert shot(exif({"FNumber": value})).aperture is None


@pytest.mark.parametrize("length", [6, 20, 60])
def test_damaged_data_does_not_cost_the_image(look, length):
    data = exif(DETAILS, place=position(1, 1), **NIKON).tobytes()
    content = encoded(scene(), "JPEG", exif=data[:length] + b"\xff" * (len(data) - length))

    assert len(look({"a.jpg": content}).images) == 1


def test_a_very_long_text_is_cut(shot):
    assert len(shot(exif(Model="x" * 5_000)).camera) == 100


def test_a_text_of_odd_bytes_can_be_stored(shot):
    camera = shot(exif(Model=b"\xff\xfeA\0B\xed\xa0\x80")).camera

    assert camera.encode().decode() == camera
    assert "\0" not in camera


def test_unlike_kinds_of_images_carry_it_too(look):
    data = exif(**NIKON)
    files = {
        f"a.{kind.lower()}": encoded(scene(), kind, exif=data) for kind in ("PNG", "WEBP", "TIFF")
    }

    assert {image.shot.camera for image in look(files).images} == {"NIKON CORPORATION NIKON D750"}


def test_several_pictures_in_one_file_count_as_the_first(look):
    content = encoded(scene(1), "MPO", save_all=True, append_images=[scene(2)])

    images = look({"several.jpg": content, "first.jpg": jpeg(1)}).images

    assert images[0].format == "JPEG"
    assert images[0].fingerprint == images[1].fingerprint
