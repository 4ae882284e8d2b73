from .pictures import exif, jpeg, position

DAY = {"DateTimeOriginal": "2026:05:17 08:00:00"}
LATER = {"DateTimeOriginal": "2026:05:17 20:00:00"}
BEFORE = {"DateTimeOriginal": "2025:12:31 23:59:59"}
HOME, NEXT_DOOR, AWAY = (
    position(48.2082, 16.3738),
    position(48.2091, 16.3741),
    position(-33.9, 151.2),
)


def test_cameras_are_counted_the_busiest_first(look):
    models = ["A", "B", "B", ""]

    album = look({f"{n}.jpg": jpeg(n, exif=exif(Model=m)) for n, m in enumerate(models)})

    assert [(camera.name, camera.images) for camera in album.cameras] == [("B", 2), ("A", 1)]


def test_days_come_in_their_order_and_so_do_their_images(look):
    data = [LATER, BEFORE, {}, DAY]

    album = look({f"{n}.jpg": jpeg(n, exif=exif(each)) for n, each in enumerate(data)})

    assert [(day.date, day.images) for day in album.days] == [
        ("2025-12-31", [1]),
        ("2026-05-17", [3, 0]),
    ]


def test_what_was_taken_nearby_is_one_place(look):
    data = [AWAY, HOME, NEXT_DOOR]

    album = look({f"{n}.jpg": jpeg(n, exif=exif(place=each)) for n, each in enumerate(data)})

    assert [place.images for place in album.places] == [[1, 2], [0]]
    assert abs(album.places[0].position.latitude - 48.20865) < 1e-4
