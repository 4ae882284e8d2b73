import subprocess
import sys

import pytest

from features.table_profile.feature import TableProfile
from jobs.exceptions import Cancelled

from .attempt import SAMPLES, profile_file, start


def test_importing_the_feature_loads_no_polars():
    code = "import sys, features.table_profile.feature; sys.exit('polars' in sys.modules)"
    path = str(next(p for p in sys.path if p.endswith("backend_django")))

    done = subprocess.run([sys.executable, "-c", code], cwd=path, check=False)

    assert done.returncode == 0


def test_its_sample_exists_and_fits_its_upload():
    sample = SAMPLES / TableProfile.sample

    assert sample.suffix in TableProfile.uploads[0].extensions
    assert sample.stat().st_size < TableProfile.uploads[0].max_size


def test_the_result_survives_json(directory):
    result = profile_file(SAMPLES / "penguins.csv", directory)

    assert type(result).model_validate_json(result.model_dump_json()) == result


def test_every_declared_download_is_attached(directory):
    run = start(SAMPLES / "planes.tsv", directory)

    TableProfile().process(run)

    assert set(run.attached) == {download.name for download in TableProfile.downloads}
    assert run.attached["report"].path.name == "planes-report.html"


def test_progress_tells_the_reading_and_then_each_column(directory):
    run = start(SAMPLES / "planes.tsv", directory)
    seen = []
    run.on_checkpoint = lambda: seen.append(run.current_progress)

    TableProfile().process(run)

    assert (seen[0].message, seen[0].total) == ("Reading planes.tsv", None)
    assert [(p.current, p.message) for p in seen[1:3]] == [
        (0, "Profiling tailnum"),
        (1, "Profiling year"),
    ]
    assert (seen[-1].current, seen[-1].total) == (9, 9)


def test_a_cancel_stops_between_two_columns(directory):
    run = start(SAMPLES / "planes.tsv", directory)

    def cancel_at_model():
        if run.current_progress.message == "Profiling model":
            raise Cancelled

    run.on_checkpoint = cancel_at_model
    with pytest.raises(Cancelled):
        TableProfile().process(run)

    assert run.current_progress.current == 4
    assert not run.attached


def test_a_cancel_stops_while_a_long_text_is_read(directory, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" + "1,2\n" * 200_000)
    run = start(path, directory)
    checkpoints = []
    run.on_checkpoint = lambda: checkpoints.append(run.current_progress.message)

    TableProfile().process(run)

    assert checkpoints.count("Reading long.csv") > 2
