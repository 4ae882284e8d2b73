import polars as pl
import pytest

from features.table_profile.columns.patterns import patterns


def shapes(*values):
    counts = pl.Series("value", values).value_counts(name="count")
    return [(pattern.pattern, pattern.count) for pattern in patterns(counts)]


@pytest.mark.parametrize(
    ("text", "shape"),
    [("N10156", "A99999"), ("Zürich-7", "Aaaaaa-9"), ("a_b.c", "a_a.a"), ("日本", "aa")],
)
def test_letters_and_digits_become_their_kind(text, shape):
    assert shapes(text) == [(shape, 1)]


def test_shapes_are_counted_the_most_frequent_first():
    assert shapes("A1", "B2", "33", "C4") == [("A9", 3), ("99", 1)]


def test_runs_are_shortened_where_every_text_has_a_length_of_its_own():
    assert shapes(*("ab" * n for n in range(1, 10))) == [("a+", 9)]


def test_long_texts_have_no_pattern():
    assert shapes("x" * 51, "y") == []


def test_nothing_has_no_pattern():
    assert shapes() == []
