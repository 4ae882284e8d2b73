import pytest

from features.table_profile.models import FileFormat


def names(profile):
    return [column.name for column in profile.columns]


@pytest.mark.parametrize(
    ("name", "separator"), [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|")]
)
def test_the_delimiter_is_found(profile_text, name, separator):
    profile = profile_text("\n".join(separator.join(row) for row in ("xy", "12", "34")))

    assert profile.source.delimiter == name
    assert len(profile.columns) == 2


def test_decimal_commas_do_not_hide_the_semicolons(profile_text):
    profile = profile_text("x;y\n1,5;2,5\n3,5;4,5\n")

    assert (profile.source.delimiter, names(profile)) == ("semicolon", ["x", "y"])


def test_a_given_delimiter_is_obeyed(profile_text):
    assert names(profile_text("a,b|c\n1,2|3\n", delimiter="pipe")) == ["a,b", "c"]


def test_a_single_column_needs_no_delimiter(profile_text):
    profile = profile_text("a\n1\n2\n")

    assert (profile.rows, names(profile)) == (2, ["a"])


def test_tsv_is_told_by_its_ending(profile_text):
    source = profile_text("a,b\tc\n1,2\t3\n", "table.tsv").source

    assert (source.format, source.delimiter) == (FileFormat.TSV, "tab")


def test_without_a_header_the_first_line_is_data(profile_text):
    profile = profile_text("1,x\n2,y\n", header="no")

    assert (profile.rows, names(profile)) == (2, ["column 1", "column 2"])
    assert not profile.source.notes


def test_a_header_alone_is_a_table_of_no_rows(profile_text):
    profile = profile_text("a,b\n")

    assert (profile.rows, names(profile)) == (0, ["a", "b"])
    assert {column.type.value for column in profile.columns} == {"empty"}


def test_repeated_and_missing_names_are_made_unique_and_noted(profile_text):
    profile = profile_text("a,a,,a\n1,2,3,4\n")

    assert names(profile) == ["a", "a (2)", "column 3", "a (3)"]
    assert len(profile.source.notes) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_accents_survive_every_known_encoding(profile_text, encoding):
    profile = profile_text("ville;prix €\nÉvry;1\nNîmes;2\n".encode(encoding))

    assert names(profile) == ["ville", "prix €"]
    assert [top.value for top in profile.columns[0].top_values] == ["Nîmes", "Évry"]


def test_a_byte_order_mark_is_no_part_of_the_first_value(profile_text):
    profile = profile_text("1\n2\n".encode("utf-8-sig"), header="no")

    assert profile.columns[0].minimum == 1


def test_latin_1_is_noted(profile_text):
    source = profile_text("a\né\n".encode("latin-1")).source

    assert source.encoding == "Windows-1252"
    assert "Latin-1" in source.notes[0]


def test_quotes_may_hold_delimiters_lines_and_quotes(profile_text):
    profile = profile_text('a,b\n"x,\ny","say ""hi"""\n')

    assert [column.minimum for column in profile.columns] == ["x,\ny", 'say "hi"']


def test_an_inch_mark_inside_a_field_is_text(profile_text):
    profile = profile_text('size,n\n5" pipe,1\n6" pipe,2\n"7,5"" pipe",3\n')

    assert (profile.rows, profile.columns[0].minimum) == (3, '5" pipe')


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_known(profile_text, end):
    profile = profile_text(f"a,b{end}1,2{end}3,4{end}")

    assert (profile.rows, profile.columns[1].maximum) == (2, 4)


def test_blank_lines_are_left_out_and_noted(profile_text):
    profile = profile_text("\na,b\n1,2\n\n3,4\n\n")

    assert profile.rows == 2
    assert profile.source.notes == ["Blank lines were left out: 3."]


def test_rows_of_empty_fields_are_rows(profile_text):
    profile = profile_text("a,b\n1,2\n,\n")

    assert [column.missing for column in profile.columns] == [1, 1]


def test_a_star_in_the_file_name_is_no_pattern(profile_text):
    assert profile_text("a\n1\n", "tab*[1]?.csv").rows == 1


def test_a_field_may_be_longer_than_python_expects(profile_text):
    column = profile_text("a,b\n" + "x" * 200_000 + ",1\n").columns[0]

    assert column.lengths.longest == 200_000
    assert len(column.minimum) == 100
