"""What would fill memory or disk, or take for ever, is refused before it does."""

import io
import tarfile
import zipfile
import zlib

import pytest

from features.image_set import decoding, sources, tars, zips

from .archives import tarred, zipped
from .pictures import encoded, jpeg, png_of, scene

ONE = jpeg(1)


@pytest.mark.parametrize("size", [(20_000, 20_000), (2**31 - 1, 1), (60_000, 5_000)])
def test_an_image_is_asked_for_its_size_before_it_is_decoded(look, size):
    album = look({"bomb.png": png_of(*size), "fine.jpg": ONE})

    [left_out] = album.left_out
    assert (left_out.name, left_out.code) == ("bomb.png", "too_many_pixels")
    assert left_out.reason == "It has more than 120 million pixels."
    assert len(album.images) == 1


def test_an_image_whose_decoder_keeps_copies_may_have_fewer_pixels(look, monkeypatch):
    monkeypatch.setattr(decoding, "MAX_PIXELS_COPIED", 320 * 200)
    large, fine = encoded(scene(size=(321, 200)), "WEBP"), encoded(scene(), "WEBP")

    album = look({"large.webp": large, "fine.webp": fine})

    assert [(each.name, each.code) for each in album.left_out] == [
        ("large.webp", "too_many_pixels")
    ]
    assert len(album.images) == 1


def test_an_image_as_large_as_may_be_is_taken(look, monkeypatch):
    monkeypatch.setattr(decoding.Image, "MAX_IMAGE_PIXELS", 320 * 200)

    assert len(look({"a.jpg": ONE}).images) == 1


def test_a_png_with_a_text_that_unpacks_to_very_much_is_left_out(look):
    content = encoded(scene(), "PNG")
    text = b"key\0\0" + zlib.compress(bytes(80_000_000), 9)
    chunk = len(text).to_bytes(4) + b"zTXt" + text + zlib.crc32(b"zTXt" + text).to_bytes(4)
    album = look({"a.png": content[:33] + chunk + content[33:], "b.jpg": ONE})

    assert [each.code for each in album.left_out] == ["broken"]


def test_a_zip_that_declares_too_much_is_refused(refusal):
    content = bytearray(zipped([("1.jpg", b"small")]))
    declared = content.index(b"PK\1\2") + 24
    content[declared : declared + 4] = (2_000_000_001).to_bytes(4, "little")

    code, sentence = refusal({"a.zip": bytes(content)})

    assert code == "archive_too_large"
    assert "2 GB" in sentence


def test_a_tar_that_declares_too_much_is_refused(refusal):
    huge = tarfile.TarInfo("1.jpg")
    huge.size = 2_000_000_001

    assert refusal({"a.tar": huge.tobuf() + bytes(1024)})[0] == "archive_too_large"


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_unpacked_in_bounded_steps_is_left_out(look, compression):
    album = look({"a.zip": zipped([("1.jpg", bytes(1_000_000))], compression), "b.jpg": ONE})

    assert [each.code for each in album.left_out] == ["unusual_compression"]
    assert len(album.images) == 1


def test_a_zip_of_more_entries_than_its_end_can_tell_is_not_even_read(refusal):
    content = zipped([("1.jpg", ONE)])
    end = content.rindex(b"PK\5\6")

    content = content[:end] + b"PK\6\7" + bytes(16) + content[end:]

    assert refusal({"a.zip": content})[0] == "too_many_entries"


def test_one_file_that_unpacks_to_too_much_is_left_out(look, monkeypatch):
    monkeypatch.setattr(decoding, "MAX_FILE", 50_000)

    album = look({"a.zip": zipped([("1.jpg", bytes(60_000)), ("2.jpg", ONE)])})

    assert [each.code for each in album.left_out] == ["too_large"]


def test_an_entry_that_is_larger_than_it_says_is_cut_there(look):
    """What a ZIP declares is also the most that is ever read of it."""
    content = bytearray(zipped([("1.jpg", bytes(5_000_000)), ("2.jpg", ONE)]))
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = content.index(signature) + offset
        content[start : start + 4] = (1_000).to_bytes(4, "little")

    album = look({"a.zip": bytes(content)})

    assert [(each.name, each.code) for each in album.left_out] == [("1.jpg", "broken")]


@pytest.mark.parametrize("number", [10_001, 100_000])
def test_a_zip_with_very_many_entries_is_refused(refusal, number):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for index in range(number):
            archive.writestr(f"{index}.txt", b"")

    code, sentence = refusal({"a.zip": content.getvalue()})

    assert code == "too_many_entries"
    assert "10,000" in sentence


def test_a_long_list_of_entries_is_not_even_read(refusal, monkeypatch):
    monkeypatch.setattr(zips, "MAX_DIRECTORY", 100)
    content = zipped([(f"{number}.jpg", b"") for number in range(9)])
    monkeypatch.setattr(zips.zipfile, "ZipFile", pytest.fail)

    assert refusal({"a.zip": content})[0] == "too_many_entries"


def test_a_tar_with_very_many_entries_is_refused(refusal):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for index in range(10_001):
            archive.addfile(tarfile.TarInfo(f"{index}.txt"))

    assert refusal({"a.tar": content.getvalue()})[0] == "too_many_entries"


def test_as_many_entries_as_may_be_are_taken(look, monkeypatch):
    monkeypatch.setattr(tars, "MAX_ENTRIES", 2)
    monkeypatch.setattr(zips, "MAX_ENTRIES", 2)
    two = [("1.jpg", ONE), ("2.jpg", ONE)]

    assert len(look({"a.tar": tarred(two), "b.zip": zipped(two)}).images) == 4


def test_more_images_than_may_be_are_refused(refusal, monkeypatch):
    monkeypatch.setattr(sources, "MAX_IMAGES", 3)
    two = zipped([("1.jpg", ONE), ("2.jpg", ONE)])

    code, sentence = refusal({"a.zip": two, "b.zip": two})

    assert code == "too_many_images"
    assert "3 images" in sentence
