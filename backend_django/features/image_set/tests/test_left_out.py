import random

import pytest

from .pictures import encoded, jpeg, scene

FINE = jpeg(1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


def codes(album):
    return {each.name: each.code for each in album.left_out}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"text", "not_an_image"),
        (SVG, "not_an_image"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not_an_image"),
        (b"GIF89a" + bytes(100), "not_an_image"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"RIFF\x20\0\0\0WEBPVP8 " + bytes(20), "not_an_image"),
        (b"II*\0" + b"\xff" * 60, "not_an_image"),
    ],
)
def test_what_is_no_image_is_reported_and_the_others_are_not_harmed(look, content, code):
    album = look({"bad.jpg": content, "fine.jpg": FINE})

    assert codes(album).keys() == {"bad.jpg"}
    assert codes(album)["bad.jpg"] in (code, "broken", "not_an_image")
    assert [image.name for image in album.images] == ["fine.jpg"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_an_image_that_is_cut_off_is_broken(look, kind):
    content = encoded(scene(), kind)

    album = look({"bad.jpg": content[: len(content) * 2 // 3], "fine.jpg": FINE})

    assert codes(album) == {"bad.jpg": "broken"}


def test_the_reason_is_a_sentence(look):
    [left_out] = look({"bad.jpg": FINE[:1000], "fine.jpg": FINE}).left_out

    assert left_out.reason == "The file is damaged."


def test_if_nothing_is_left_the_job_fails_and_says_why(refusal):
    code, sentence = refusal({"bad.jpg": b"text", "worse.jpg": b""})

    assert code == "no_images"
    assert sentence == (
        "Nothing that you sent could be read. bad.jpg: This is no image of a known kind."
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_does_more_than_leave_the_image_out(look, seed):
    rng = random.Random(seed)  # noqa: S311  (the same damage at each run)
    kind = rng.choice(["JPEG", "PNG", "WEBP", "TIFF"])
    content = bytearray(encoded(scene(seed), kind))
    for _ in range(rng.choice([1, 5, 50])):
        content[rng.randrange(len(content))] = rng.randrange(256)

    album = look({"odd.jpg": bytes(content), "fine.jpg": FINE})

    assert len(album.images) + len(album.left_out) == 2
