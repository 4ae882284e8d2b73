import gzip
import subprocess
import sys

import pytest

from features.table_profile.feature import TableProfile
from longhaul import Cancelled

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


def follow(run):
    """Note the progress at every checkpoint."""
    seen = []
    run.on_checkpoint = lambda: seen.append(run.current_progress)
    return seen


def test_progress_tells_the_reading_then_the_columns_then_the_table(directory):
    run = start(SAMPLES / "planes.tsv", directory)
    seen = follow(run)

    TableProfile().process(run)

    messages = list(dict.fromkeys(progress.message for progress in seen))
    assert messages[0] == "Reading planes.tsv, 0.0 MB so far"
    assert messages[2:4] == ["Profiling tailnum, year", "Profiling type, manufacturer"]
    assert messages[-3:] == ["Comparing columns", "Writing the report", "Done"]


def test_progress_never_goes_back_and_ends_at_its_total(directory):
    run = start(SAMPLES / "planes.tsv", directory)
    seen = follow(run)

    TableProfile().process(run)

    steps = [progress.current for progress in seen if progress.total]
    assert steps == sorted(steps)
    assert steps[-1] == seen[-1].total == 100


def test_a_cancel_stops_between_two_columns(directory):
    run = start(SAMPLES / "planes.tsv", directory)

    def cancel_at_model():
        if run.current_progress.message == "Profiling model, engines":
            raise Cancelled

    run.on_checkpoint = cancel_at_model
    with pytest.raises(Cancelled):
        TableProfile().process(run)

    assert not run.attached


def test_a_cancel_stops_while_a_long_text_is_read(directory, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" + "1,2\n" * 5_000_000)
    run = start(path, directory)
    seen = follow(run)

    TableProfile().process(run)

    assert len([p for p in seen if p.message.startswith("Reading long.csv")]) > 20
    assert {"Reading long.csv, 8.4 MB so far", "Reading long.csv, 16.8 MB so far"} <= {
        progress.message for progress in seen
    }


def test_downloads_are_named_after_the_file_without_its_endings(directory, tmp_path):
    path = tmp_path / "cities.csv.gz"
    path.write_bytes(gzip.compress(b"city,people\nOslo,709\n"))
    run = start(path, directory)

    TableProfile().process(run)

    names = {attached.path.name for attached in run.attached.values()}
    assert names == {"cities-report.html", "cities-columns.csv", "cities-profile.json"}


def test_the_downloaded_profile_is_the_result(directory):
    run = start(SAMPLES / "penguins.csv", directory)

    result = TableProfile().process(run)

    text = run.attached["profile"].path.read_text()
    assert TableProfile.Result.model_validate_json(text) == result
