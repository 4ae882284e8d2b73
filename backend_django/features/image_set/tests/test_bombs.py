"""What would fill memory or disk, or take for ever, is refused before it does."""

import io
import tarfile
import zipfile
import zlib

import pytest

from features.image_set import decoding, entries, sources, zips

from .archives import tar_entry, tarred, zipped
from .pictures import encoded, jpeg, png_of, scene, tiff_of

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


TIFFS = [
    {"order": "<"},
    {"order": ">"},
    {"order": "<", "kind": 3},
    {"order": ">", "kind": 3},
    {"order": "<", "is_big": True},
]


@pytest.mark.parametrize("how", TIFFS)
def test_a_tile_may_be_larger_than_its_image_but_not_by_much(look, monkeypatch, how):
    monkeypatch.setattr(decoding, "MAX_TILE", 32 * 16)
    tiffs = {f"{width}.tif": tiff_of(width, 16, **how) for width in (16, 48)}

    album = look(tiffs)

    assert [image.name for image in album.images] == ["16.tif"]
    assert [(each.name, each.code) for each in album.left_out] == [("48.tif", "too_many_pixels")]


@pytest.mark.parametrize("tile", [(16, 16, 48, 16), (48, 16, 16, 16)])
def test_of_two_tiles_none_is_believed(look, monkeypatch, tile):
    monkeypatch.setattr(decoding, "MAX_TILE", 32 * 16)

    album = look({"a.tif": tiff_of(*tile), "b.jpg": ONE})

    assert [each.code for each in album.left_out] == ["too_many_pixels"]


def test_a_tile_whose_size_not_every_program_reads_is_left_out(look):
    album = look({"a.tif": tiff_of(16, 16, kind=17), "b.jpg": ONE})

    assert [each.code for each in album.left_out] == ["broken"]


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


@pytest.mark.parametrize("middle", [b"", b"\0\0\0\0PK\6\7"])
def test_a_zip_of_more_entries_than_its_end_can_tell_is_not_even_read(refusal, middle):
    content = zipped([("1.jpg", ONE)])
    end = content.rindex(b"PK\5\6")

    locator = b"PK\6\7" + middle.ljust(16, b"\0")

    assert refusal({"a.zip": content[:end] + locator + content[end:]})[0] == "too_many_entries"


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


@pytest.mark.parametrize(("most", "code"), [(4, ""), (3, "too_many_entries")])
def test_the_entries_of_all_archives_are_counted_together(look, refusal, monkeypatch, most, code):
    monkeypatch.setattr(entries, "MAX_ENTRIES", most)
    two = [("1.jpg", ONE), ("2.txt", b"")]
    archives = {"a.tar": tarred(two), "b.zip": zipped(two)}

    if code:
        assert refusal(archives)[0] == code
    else:
        assert len(look(archives).images) == 2


@pytest.mark.parametrize(("ending", "pack"), [("tar", tarred), ("zip", zipped)])
def test_what_tells_of_entries_is_counted_together(look, refusal, monkeypatch, ending, pack):
    monkeypatch.setattr(entries, "MAX_LISTED", 4_000)
    archive = pack([("a" * 2_000 + ".jpg", ONE)])
    assert len(look({f"1.{ending}": archive}).images) == 1

    assert refusal({f"1.{ending}": archive, f"2.{ending}": archive})[0] == "too_many_entries"


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK])
def test_a_tar_whose_names_would_fill_the_memory_is_refused(refusal, kind):
    name = tar_entry("././@LongLink", kind)

    assert (
        refusal({"a.tar": tarred([(name, b"a" * 66_000), ("1.jpg", ONE)])})[0] == "not_an_archive"
    )


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE])
@pytest.mark.parametrize("headers", [[1], [0.3] * 4], ids=["one", "several"])
def test_a_tar_that_says_very_much_of_an_entry_is_refused(refusal, kind, headers):
    content = [(tar_entry("x", kind), pax_record("comment", 66_000 * size)) for size in headers]

    assert refusal({"a.tar": tarred([*content, ("1.jpg", ONE)])})[0] == "not_an_archive"


def test_a_long_name_is_taken(look):
    name = "folder/" * 500 + "1.jpg"

    [image] = look({"a.tar": tarred([(name, ONE)])}).images
    assert len(image.name) == 200


def test_a_tar_says_what_it_says_of_all_entries_once(look):
    content = [(tar_entry("x", tarfile.XGLTYPE), pax_record("comment", 60))]

    assert len(look({"a.tar": tarred([*content, ("1.jpg", ONE), ("2.jpg", ONE)])}).images) == 2


def pax_record(key, size):
    """Return a record of a header as POSIX has them: its length, a key and a value."""
    rest = f" {key}={'a' * int(size)}\n"
    length = len(rest) + len(str(len(rest)))
    return f"{length}{rest}".encode()


def test_more_images_than_may_be_are_refused(refusal, monkeypatch):
    monkeypatch.setattr(sources, "MAX_IMAGES", 3)
    two = zipped([("1.jpg", ONE), ("2.jpg", ONE)])

    code, sentence = refusal({"a.zip": two, "b.zip": two})

    assert code == "too_many_images"
    assert "3 images" in sentence
