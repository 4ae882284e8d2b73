import tarfile
import zipfile

import pytest

from .archives import tar_entry, tarred, zip_link, zipped
from .pictures import jpeg

ONE, TWO = jpeg(1), jpeg(2)
MAKERS = {"a.zip": zipped, "a.tar": tarred}


@pytest.fixture(params=MAKERS)
def archive(request):
    """Return a function that packs entries into an archive of each kind."""
    return lambda *entries: {request.param: MAKERS[request.param](entries)}


def names(album):
    return [image.name for image in album.images]


def test_images_keep_their_folders_in_their_names(look, archive):
    album = look(archive(("trip/1.jpg", ONE), ("trip/day 2/2.JPG", TWO)))

    assert names(album) == ["trip/1.jpg", "trip/day 2/2.JPG"]


def test_files_and_archives_may_be_mixed(look, archive):
    album = look({"0.jpg": ONE, **archive(("1.jpg", TWO)), "2.jpg": ONE})

    assert names(album) == ["0.jpg", "1.jpg", "2.jpg"]


def test_what_is_no_image_is_passed_over(look, archive):
    others = [("notes.txt", b"x"), (".hidden.jpg", ONE), ("__MACOSX/._1.jpg", ONE), ("jpg", ONE)]

    album = look(archive(*others, ("1.jpg", ONE)))

    assert names(album) == ["1.jpg"]
    assert album.left_out == []


def test_without_an_image_there_is_nothing_to_do(refusal, archive):
    assert refusal(archive(("notes.txt", b"x")))[0] == "no_images"


@pytest.mark.parametrize(
    "name", ["../1.jpg", "a/../../1.jpg", "/etc/1.jpg", r"..\1.jpg", r"C:\1.jpg", "C:/1.jpg"]
)
def test_a_path_that_leads_out_is_refused(refusal, archive, name):
    code, sentence = refusal(archive(("0.jpg", ONE), (name, ONE)))

    assert code == "unsafe_path"
    assert sentence.startswith("The archive has an entry that leads out of it: ")


@pytest.mark.parametrize("name", ["more.zip", "more.TAR", "a/more.tar.gz", "more.7z", "more.rar"])
def test_an_archive_in_an_archive_is_refused(refusal, archive, name):
    code, sentence = refusal(archive(("1.jpg", ONE), (name, b"PK")))

    assert code == "nested_archive"
    assert name in sentence


def test_a_link_in_a_zip_is_refused(refusal):
    assert refusal({"a.zip": zipped([(zip_link("1.jpg"), b"/etc/passwd")])})[0] == "unsafe_link"


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE],
)
def test_an_entry_of_a_tar_that_is_no_ordinary_file_is_refused(refusal, kind):
    entry = tar_entry("1.jpg", kind, "/etc/passwd")

    assert refusal({"a.tar": tarred([("0.jpg", ONE), (entry, b"")])})[0] == "unsafe_link"


def test_an_encrypted_archive_is_refused(refusal):
    content = bytearray(zipped([("1.jpg", ONE)]))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(signature) + offset] |= 1

    assert refusal({"a.zip": bytes(content)})[0] == "encrypted"


@pytest.mark.parametrize(
    "content", [b"PK", b"PK\3\4" + bytes(500), b"PK\5\6" + bytes(18), b"x" * 600]
)
@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_what_is_no_archive_is_refused(refusal, name, content):
    assert refusal({name: content})[0] in ("not_an_archive", "no_images")


def test_a_damaged_archive_is_refused(refusal):
    whole = zipped([("1.jpg", ONE), ("2.jpg", TWO)])

    assert refusal({"a.zip": whole[: len(whole) // 2]})[0] == "not_an_archive"


def test_a_damaged_entry_is_left_out(look):
    content = bytearray(zipped([("1.jpg", ONE), ("2.jpg", TWO)], zipfile.ZIP_STORED))
    content[len(ONE) // 2] ^= 0xFF

    album = look({"a.zip": bytes(content)})

    assert names(album) == ["2.jpg"]
    assert [(each.name, each.code) for each in album.left_out] == [("1.jpg", "broken")]


def test_an_entry_packed_in_an_unknown_way_is_left_out(look):
    content = bytearray(zipped([("1.jpg", ONE), ("2.jpg", TWO)]))
    for signature, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        content[content.index(signature) + offset] = 99

    assert names(look({"a.zip": bytes(content)})) == ["2.jpg"]
