import csv
import io

import pytest

from features.table_profile.columns_csv import columns_csv, guard


def lines(profile):
    return list(csv.DictReader(io.StringIO(columns_csv(profile), newline="")))


def test_each_column_is_a_line(profile_text):
    first, second = lines(profile_text("n,word\n1,x\n2,x\n"))

    assert (first["name"], first["type"], first["median"]) == ("n", "integer", "1.5")
    assert (second["most_frequent"], second["most_frequent_count"]) == ("x", "2")
    assert second["mean"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("cell", [-1, -2.5, "-9007199254740993", "a=b", "2024-01-01", None])
def test_numbers_and_harmless_text_stay_as_they_are(cell):
    assert guard(cell) == cell


def test_a_name_that_is_a_formula_is_guarded_in_the_file(profile_text):
    (line,) = lines(profile_text('"=HYPERLINK(""http://x"")"\n-1\n'))

    assert line["name"] == '\'=HYPERLINK("http://x")'
    assert line["minimum"] == "-1"
