"""Text is cut into pieces: wherever the cuts fall, the rows are the same."""

import csv
import io

import polars as pl
import pytest

from features.table_profile.reading import records
from features.table_profile.reading.records import Records
from longhaul import InvalidInput

TRICKY = (
    "id,text,end\n"
    "1,plain,x\n"
    '2,"two\nlines",x\n'
    "\n"
    '3,"a ""quote""",x\n'
    '4,"delimiter, inside",x\r\n'
    "5,,\n"
    '6,5" pipe,x\n'
    "7,é日本👍,x\n"
    '8,"three\n\nlines",x'
)


def cut(text, size):
    """Read text in blocks of so many bytes."""
    content = text.encode()
    records = Records(",")
    blocks = [content[n : n + size] for n in range(0, len(content), size)]
    frames = list(records.frames(blocks))
    return records, pl.concat(frames).rows()


def expected(text):
    return [tuple(row) for row in csv.reader(io.StringIO(text, newline="")) if row]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 1000])
def test_rows_are_those_of_python_wherever_the_blocks_end(size):
    assert cut(TRICKY, size)[1] == expected(TRICKY)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_each_row_knows_the_line_on_which_it_begins(size):
    lines = cut(TRICKY, size)[0].lines

    assert [lines.of(row) for row in range(9)] == [1, 2, 3, 6, 7, 8, 9, 10, 11]


@pytest.mark.parametrize("size", [4, 1000])
def test_lines_of_a_plain_text_are_counted_without_being_kept(size):
    lines = cut("a,b\n" * 500, size)[0].lines

    assert lines.of(499) == 500
    assert len(lines._rows) == 1


@pytest.mark.parametrize("size", [6, 1000])
def test_ragged_rows_are_cut_or_filled_and_remembered(size):
    records, rows = cut("a,b,c\n1,2\n3,4,5,6\n7,8,9\n", size)

    assert rows == [("a", "b", "c"), ("1", "2", ""), ("3", "4", "5"), ("7", "8", "9")]
    assert [(row.line, row.found) for row in records.issues.ragged_rows] == [(2, 2), (3, 4)]


def test_a_short_row_and_a_long_one_do_not_make_up_for_each_other():
    # The number of commas is that of two whole rows.
    assert cut("a,b\n1,2\n3\n4,5,6\n", 8)[0].issues.ragged == 2


def test_examples_are_few_however_many_rows_are_ragged():
    issues = cut("a,b\n" + "1\n" * 100, 1000)[0].issues

    assert (issues.ragged, len(issues.ragged_rows)) == (100, 5)


def test_short_rows_of_a_wide_table_are_refused_before_they_are_filled(monkeypatch):
    monkeypatch.setattr(records, "VALUES_AT_ONCE", 1_000)
    monkeypatch.delattr(Records, "_rewrite")

    with pytest.raises(InvalidInput) as caught:
        cut("a," * 99 + "a\n" + "1\n" * 11, 1000)

    assert caught.value.code == "ragged_rows"


@pytest.mark.parametrize("size", [5, 1000])
def test_an_open_quotation_mark_names_the_end(size):
    with pytest.raises(InvalidInput) as caught:
        cut('a,b\n1,2\n3,"4\n5,6\n', size)

    assert (caught.value.code, "line 4" in caught.value.detail) == ("bad_quotes", True)


def test_a_row_without_an_end_is_not_read_into_memory(monkeypatch):
    monkeypatch.setattr("features.table_profile.reading.records.LONGEST_ROW", 1_000)

    with pytest.raises(InvalidInput) as caught:
        cut('a,b\n"' + "x" * 5_000, 100)

    assert caught.value.code == "bad_quotes"


def test_a_single_column_may_hold_quoted_gaps():
    assert cut('a\n""\n1\n', 1000)[1] == [("a",), ("",), ("1",)]
