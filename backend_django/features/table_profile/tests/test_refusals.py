import polars as pl
import pytest

from features.table_profile.reading import table

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
ZIP = b"PK\x03\x04\x14\0\x06\0"
PROGRAM = b"\x7fELF\x02\x01\x01\0"


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(refusal, content):
    assert refusal(content) == ("empty_file", "The file is empty.")


def test_an_empty_parquet_file(refusal):
    assert refusal(b"", "table.parquet")[0] == "empty_file"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "an image"),
        (ZIP, "a ZIP archive or an Excel workbook"),
        (PROGRAM, "a program"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\n<!DOCTYPE html><html>", "a web page"),
        (b"a,b\n1,\0\n", "a binary file"),
    ],
)
def test_something_else_named_csv_is_called_what_it_is(refusal, content, kind):
    assert refusal(content) == ("not_a_table", f"This is {kind}, not a text table.")


def test_parquet_named_csv(refusal, tmp_path):
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "x")

    assert refusal((tmp_path / "x").read_bytes())[1].startswith("This is a Parquet file")


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"PAR1", b"PAR1 nothing PAR1"])
def test_something_else_named_parquet(refusal, content):
    assert refusal(content, "table.parquet")[0] == "not_a_table"


def test_parquet_cut_in_half(refusal, tmp_path):
    pl.DataFrame({"a": range(1000)}).write_parquet(tmp_path / "x")
    content = (tmp_path / "x").read_bytes()

    assert refusal(content[: len(content) // 2], "table.parquet")[0] == "not_a_table"


def test_parquet_with_damaged_pages(refusal, tmp_path):
    pl.DataFrame({"a": range(1000)}).write_parquet(tmp_path / "x")
    content = bytearray((tmp_path / "x").read_bytes())
    content[4:200] = bytes(196)

    assert refusal(bytes(content), "table.parquet")[0] == "not_a_table"


@pytest.mark.parametrize(
    ("row", "found"), [("4,5", "2 fields"), ("4,5,6,7", "4 fields"), ("4", "1 field")]
)
def test_ragged_rows_name_line_and_fields(refusal, row, found):
    code, sentence = refusal(f'a,b,c\n"1\n",2,3\n{row}\n')

    assert code == "ragged_rows"
    assert sentence == f"Line 4 has {found}; 3 were expected, as in the first line."


@pytest.mark.parametrize("row", ['"1,2', '"1" ,2', '"1"x,2'])
def test_broken_quotes_name_their_line(refusal, row):
    code, sentence = refusal(f"a,b\n{row}\n")

    assert code == "bad_quotes"
    assert "line 2" in sentence


def test_bytes_of_no_known_encoding_name_their_line(refusal):
    code, sentence = refusal(b"a,b\n1,2\n\x81\xe9,3\n")

    assert code == "undecodable"
    assert sentence.startswith("Line 3 ")


def test_utf_16_cut_in_the_middle_of_a_character(refusal):
    assert refusal("a,b\n1,2\n".encode("utf-16")[:-1])[0] == "undecodable"


def test_more_columns_than_anybody_could_look_through(refusal):
    code, sentence = refusal(",".join(f"c{n}" for n in range(2001)) + "\n")

    assert code == "too_many_columns"
    assert "2,001" in sentence


@pytest.mark.parametrize(("name", "separator"), [("table.csv", ","), ("table.tsv", "\t")])
@pytest.mark.parametrize("row", ["{0}{0}{0}\n", '"1"{0}{0}{0}\n'], ids=["empty", "quoted"])
def test_more_values_than_the_disk_should_hold(refusal, monkeypatch, name, separator, row):
    monkeypatch.setattr(table, "MOST_VALUES", 999)

    code, sentence = refusal(row.format(separator) * 250, name)

    assert code == "unpacks_too_large"
    assert sentence.startswith("As a table this has 4 columns of 250 rows or more;")
