import pytest
from PIL import Image

from features.image_set.fingerprints import Fingerprint, find_groups

from .pictures import encoded, jpeg, scene


def groups_of(album):
    return [group.images for group in album.duplicates]


def flat(*hashes):
    return [Fingerprint(hash=value, colour=(0, 0, 0)) for value in hashes]


def test_the_same_file_twice_is_identical(look):
    [group] = look({"a.jpg": jpeg(1), "b.jpg": jpeg(2), "c.jpg": jpeg(1)}).duplicates

    assert (group.images, group.identical) == ([0, 2], True)


@pytest.mark.parametrize(
    "altered",
    [
        encoded(scene(), "JPEG", quality=20),
        encoded(scene(size=(160, 100)), "WEBP"),
        encoded(scene().point(lambda value: min(255, value + 10)), "PNG"),
        encoded(scene().crop((4, 3, 316, 197)), "PNG"),
    ],
)
def test_what_was_scaled_compressed_or_trimmed_is_alike(look, altered):
    [group] = look({"a.jpg": jpeg(1), "b.jpg": altered}).duplicates

    assert (group.images, group.identical) == ([0, 1], False)


def test_other_images_are_not_alike(look):
    assert look({f"{number}.jpg": jpeg(number) for number in range(20)}).duplicates == []


def test_flat_images_of_other_colours_are_not_alike(look):
    files = {f"{c}.png": encoded(Image.new("RGB", (50, 50), c), "PNG") for c in ("red", "blue")}

    assert look(files).duplicates == []


def test_how_different_they_may_be_is_an_option(look):
    files = {"a.jpg": jpeg(1), "b.png": encoded(scene().crop((0, 0, 290, 185)), "PNG")}

    assert groups_of(look(files, difference=40)) == [[0, 1]]
    assert groups_of(look(files, difference=0)) == []


def test_images_are_put_together_by_way_of_others():
    assert find_groups(flat(0b000, 0b001, 0b011, 0b111 << 60), 1, lambda: None) == [[0, 1, 2]]


def test_every_image_is_in_one_group_at_most():
    hashes = [0b0011, 0b1100, 0b0001, 0b0111, 0b1111]

    groups = find_groups(flat(*hashes), 1, lambda: None)

    assert sorted(place for group in groups for place in group) == [0, 2, 3, 4]


def test_a_thousand_images_are_compared_with_checkpoints_in_between():
    checkpoints = []

    find_groups(flat(*(number << 20 for number in range(1_000))), 0, lambda: checkpoints.append(1))

    assert len(checkpoints) == 1_000
