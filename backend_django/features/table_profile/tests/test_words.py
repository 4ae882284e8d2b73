import pytest

from features.table_profile.models import ColumnType
from features.table_profile.words import counted, number, percent, shown, size


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (2013, "2013"),
        (336776, "336,776"),
        (1349.1099, "1349.1"),
        (-12.5, "-12.5"),
        (0.000_01, "1e-05"),
        (1.5e300, "1.5e+300"),
        (99_999.96, "100,000"),
    ],
)
def test_numbers_keep_about_five_digits(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 0, "0 %"), (0, 9, "0 %"), (9, 9, "100 %"), (1, 3, "33.3 %"), (1, 10**6, "< 0.1 %")],
)
def test_a_small_share_never_reads_as_nothing(part, whole, text):
    assert percent(part, whole) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "1 byte"), (999, "999 bytes"), (53_098, "53.1 kB"), (4_940_651, "4.9 MB")],
)
def test_sizes_have_a_unit(count, text):
    assert size(count) == text


def test_moments_are_easier_on_the_eye():
    assert shown("2013-01-01T10:00:00+00:00", ColumnType.DATETIME) == "2013-01-01 10:00:00 UTC"


def test_text_is_shown_as_it_is():
    assert shown("T+00:00", ColumnType.TEXT) == "T+00:00"


def test_one_is_no_plural():
    assert (counted(1, "column"), counted(2000, "column")) == ("1 column", "2,000 columns")
