import csv
import io
import subprocess
import sys
import time
import zipfile

import pytest
from PIL import Image

from features.image_set.feature import ImageSet
from features.image_set.models import Album
from longhaul import Cancelled

from .attempt import PHOTOGRAPHS, look_at, start
from .pictures import encoded, jpeg, scene


def test_importing_the_feature_loads_no_pillow():
    code = "import sys, features.image_set.feature; sys.exit('PIL' in sys.modules)"
    path = str(next(p for p in sys.path if p.endswith("backend_django")))

    done = subprocess.run([sys.executable, "-c", code], cwd=path, check=False)

    assert done.returncode == 0


def test_its_sample_exists_and_fits_its_upload():
    assert ImageSet.sample == PHOTOGRAPHS.name
    assert PHOTOGRAPHS.suffix in ImageSet.uploads[0].extensions
    assert PHOTOGRAPHS.stat().st_size < ImageSet.uploads[0].max_size


def test_the_result_survives_json(directory):
    result = look_at([PHOTOGRAPHS], directory)

    assert Album.model_validate_json(result.model_dump_json()) == result


def test_every_declared_download_is_attached(directory):
    run = start([PHOTOGRAPHS], directory)

    ImageSet().process(run)

    assert set(run.attached) == {download.name for download in ImageSet.downloads}


@pytest.mark.parametrize(("part", "side"), [("thumbnail", 320), ("preview", 1280)])
def test_small_copies_lie_where_the_result_says(tmp_path, directory, part, side):
    path = tmp_path / "large.png"
    scene(size=(2000, 1000)).save(path)
    run = start([path, PHOTOGRAPHS], directory)
    album = ImageSet().process(run)

    packed = run.attached[f"{part}s"].path.read_bytes()

    spans = [getattr(image, part) for image in album.images]
    copies = [Image.open(io.BytesIO(packed[span.start :][: span.size])) for span in spans]
    assert copies[0].size == (side, side // 2)
    assert all(copy.format == "JPEG" and not copy.getexif() for copy in copies)


def test_small_copies_can_be_unpacked_by_whatever_program(directory):
    run = start([PHOTOGRAPHS], directory)
    ImageSet().process(run)

    with zipfile.ZipFile(run.attached["thumbnails"].path) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:2] == ["0001-astronaut.jpg", "0002-launch.jpg"]


def test_the_contact_sheet_is_a_pdf_of_several_pages(look, directory):
    look({f"{number}.jpg": jpeg(number) for number in range(30)})

    pdf = next(directory.rglob("contact-sheet.pdf")).read_bytes()

    assert pdf.startswith(b"%PDF")
    assert b"/Count 2\n" in pdf


def test_the_table_has_a_line_for_each_image(look, directory):
    same = jpeg(1)
    look({"=a.jpg": same, "b.jpg": jpeg(2), "c.jpg": same})

    lines = list(csv.DictReader(next(directory.rglob("*.csv")).read_text().splitlines()))

    assert [line["name"] for line in lines] == ["'=a.jpg", "b.jpg", "c.jpg"]
    assert [line["duplicates"] for line in lines] == ["1", "", "1"]


def test_progress_tells_the_search_and_then_each_image(tmp_path, directory):
    paths = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    for path in paths:
        path.write_bytes(jpeg())
    run = start(paths, directory)
    seen = []
    run.on_checkpoint = lambda: seen.append(run.current_progress)

    ImageSet().process(run)

    told = list(dict.fromkeys((p.current, p.total, p.message) for p in seen))
    assert told == [
        (0, None, "Looking for images"),
        (0, 2, "a.jpg"),
        (1, 2, "b.jpg"),
        (2, 2, "b.jpg"),
    ]


def test_a_cancel_stops_between_two_images(directory):
    run = start([PHOTOGRAPHS], directory)

    def cancel_at_the_third():
        if run.current_progress.current == 2:
            raise Cancelled

    run.on_checkpoint = cancel_at_the_third
    with pytest.raises(Cancelled):
        ImageSet().process(run)

    assert not run.attached


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_cancel_stops_in_the_middle_of_a_large_image(tmp_path, directory, kind):
    path = tmp_path / f"large.{kind.lower()}"
    path.write_bytes(encoded(Image.effect_noise((4000, 3000), 90), kind))
    run = start([path], directory)
    checkpoints = []
    run.on_checkpoint = lambda: checkpoints.append(time.monotonic())

    ImageSet().process(run)

    assert len(checkpoints) > 20
