import pytest

from longhaul.web.page import publish


@pytest.fixture
def folders(tmp_path):
    built, published = tmp_path / "built", tmp_path / "published"
    built.mkdir()
    published.mkdir()
    return built, published


def test_new_files_lie_beside_those_of_earlier_builds(folders):
    built, published = folders
    (built / "new-1.js").write_text("new")
    (published / "old-1.js").write_text("old")
    assert publish(built, published) == 1
    assert {path.name for path in published.iterdir()} == {"new-1.js", "old-1.js"}


def test_what_is_there_already_is_not_written_again(folders):
    built, published = folders
    (built / "same-1.js").write_text("same")
    publish(built, published)
    before = (published / "same-1.js").stat()
    assert publish(built, published) == 0
    assert (published / "same-1.js").stat().st_ino == before.st_ino


def test_half_a_file_of_a_start_that_died_is_no_hindrance(folders):
    built, published = folders
    (built / "main-1.js").write_text("whole")
    (published / ".main-1.js.7").write_text("wh")
    publish(built, published)
    assert (published / "main-1.js").read_text() == "whole"
