import hashlib

import httpx
import pytest

from longhaul_client.bodies import Form
from longhaul_client.deadline import Deadline
from longhaul_client.errors import Corrupted, TimedOut
from longhaul_client.partfile import PartFile, filename

from .stage import answer

NO_LIMIT = Deadline()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def part(tmp_path):
    with PartFile(tmp_path, NO_LIMIT) as part:
        yield part


def test_a_whole_answer_begins_anew(part):
    for content in (b"half", b"whole"):
        assert part.begin(200, '"tag"')
        part.write(content)
    part.require(sha256(b"whole"))
    assert part.keep("name").read_bytes() == b"whole"


def test_a_partial_answer_goes_on(part):
    part.begin(200, '"tag"')
    part.write(b"wh")
    part.begin(206, '"tag"')
    part.write(b"ole")
    part.require(sha256(b"whole"))


def test_an_error_is_not_a_file(part):
    assert not part.begin(404, "")


def test_a_damaged_file_is_told(part):
    part.write(b"whole")
    with pytest.raises(Corrupted):
        part.require(sha256(b"hole"))


def test_what_is_not_kept_leaves_nothing(tmp_path):
    with PartFile(tmp_path, NO_LIMIT) as part:
        part.write(b"half")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ('attachment; filename="a b.csv"', "a b.csv"),
        ("attachment; filename*=utf-8''%C3%A4.csv", "ä.csv"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\x\\\\y.csv"', "y.csv"),
        ('attachment; filename=".."', "default"),
        ("", "default"),
    ],
)
def test_a_file_name_stays_within_its_folder(given, name):
    assert filename(answer(Content_Disposition=given), "default") == name


def test_an_upload_is_hashed_anew_at_each_attempt(tmp_path):
    (tmp_path / "a").write_bytes(b"content")
    form = Form({"file": [tmp_path / "a"]}, {"options": {"x": 1}}, NO_LIMIT)
    for _ in range(2):
        with form.opened() as arguments:
            (_, (name, file, _)) = arguments["files"][0]
            assert (name, file.read(3), file.read(9)) == ("a", b"con", b"tent")
            assert arguments["data"] == {"options": '{"x": 1}'}
    assert form.hashes() == {sha256(b"content")}


def test_an_upload_ends_with_the_time(tmp_path):
    (tmp_path / "a").write_bytes(b"content")
    form = Form({"file": [tmp_path / "a"]}, {}, Deadline(0))
    with form.opened() as arguments, pytest.raises(TimedOut):
        arguments["files"][0][1][1].read()


def test_an_upload_is_sent_in_small_pieces(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 1_000_000)
    form = Form({"file": [tmp_path / "a"]}, {}, NO_LIMIT)
    with form.opened() as arguments:
        pieces = list(httpx.Request("POST", "http://host", **arguments).stream)
    assert sum(map(len, pieces)) > 1_000_000
    assert max(map(len, pieces)) <= 100_000
