import uuid

import pytest

from jobs.exceptions import Cancelled
from jobs.run import Progress, Run
from tests.features import EchoOptions


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
    columns = Progress(current=-1, total=2, message="a\0" * 200).as_columns()
    assert columns["progress_current"] == 0
    assert len(columns["progress_message"]) == 200
    assert "\0" not in columns["progress_message"]


def test_an_upload_that_was_not_sent_is_missing(run):
    assert run.uploads("table") == []
    with pytest.raises(KeyError):
        run.upload("table")
