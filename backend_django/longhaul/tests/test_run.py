import uuid

import pytest

from longhaul.exceptions import Cancelled
from longhaul.run import Progress, Run
from longhaul.tests.features import EchoOptions


@pytest.fixture
def run(tmp_path):
    return Run(job_id=uuid.uuid4(), attempt=1, options=EchoOptions(), directory=tmp_path)


def test_track_tells_before_each_item_how_many_are_done(run):
    seen = [(item, run.current_progress.current) for item in run.track("abc")]
    assert seen == [("a", 0), ("b", 1), ("c", 2)]
    assert run.current_progress == Progress(current=3, total=3)


def test_track_takes_the_message_from_the_item(run):
    messages = [run.current_progress.message for _ in run.track("ab", message=str.upper)]
    assert messages == ["A", "B"]


def test_track_knows_no_total_of_a_generator(run):
    list(run.track(item for item in "ab"))
    assert run.current_progress.total is None


def test_every_progress_is_a_checkpoint(run):
    def stop():
        raise Cancelled

    run.on_checkpoint = stop
    with pytest.raises(Cancelled):
        run.progress(1)


def test_attached_text_becomes_a_file_under_its_own_name(run):
    run.attach("report", "äöü", filename="report.txt")
    attached = run.attached["report"]
    assert (attached.path.name, attached.path.read_text()) == ("report.txt", "äöü")


def test_a_file_of_the_working_directory_is_moved(run, tmp_path):
    path = tmp_path / "made.csv"
    path.write_text("1")
    run.attach("table", path)
    assert not path.exists()
    assert run.attached["table"].path.read_text() == "1"


def test_a_file_from_elsewhere_is_copied(run, tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "kept.csv"
    path.write_text("1")
    run.attach("table", path)
    assert path.exists()


def test_progress_fits_its_columns():
    columns = Progress.bounded(-1, 10**19, "a\0" * 200).as_columns()
    assert (columns["progress_current"], columns["progress_total"]) == (0, 2**63 - 1)
    assert len(columns["progress_message"]) == 200
    assert "\0" not in columns["progress_message"]


@pytest.mark.parametrize("message", [None, 7, object()])
def test_whatever_a_message_is_it_becomes_text(run, message):
    run.progress(1, 2, message)
    assert run.current_progress.message == str(message)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "many"])
def test_a_number_that_is_none_is_the_features_own_error(run, number):
    with pytest.raises((ValueError, OverflowError)):
        run.progress(number, 2)


def test_an_upload_is_copied_not_moved(run, tmp_path, tmp_path_factory):
    stored = tmp_path_factory.mktemp("stored") / "table.csv"
    stored.write_text("1")
    upload = tmp_path / "table.csv"
    upload.symlink_to(stored)
    run.attach("table", upload)
    assert not run.attached["table"].path.is_symlink()
    assert stored.exists()


def test_of_a_long_name_the_end_is_kept(run):
    run.attach("report", "x", filename="ö" * 250 + "-report.html")
    name = run.attached["report"].path.name
    assert len(name.encode()) <= 200
    assert name.endswith("ö-report.html")


def test_an_upload_that_was_not_sent_is_missing(run):
    assert run.uploads("table") == []
    with pytest.raises(KeyError):
        run.upload("table")
