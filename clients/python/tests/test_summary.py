import pytest

from longhaul_client.cli.summary import MOST_ROWS, summarise


def lines(**result):
    return list(summarise(result))


def test_plain_values_have_a_line_each():
    assert lines(row_count=336776, share=0.25, note=None, whole=True) == [
        "  row count: 336,776",
        "  share: 0.25",
        "  note: -",
        "  whole: yes",
    ]


def test_a_list_of_objects_is_a_table_of_what_is_plain():
    columns = [{"name": "a", "bins": [1], "missing": 0}, {"name": "long", "missing": 1200}]
    assert lines(columns=columns) == [
        "",
        "  name  missing",
        "  a     0",
        "  long  1,200",
    ]


def test_a_table_shows_lists_of_names_too_but_no_column_of_empty_ones():
    findings = [
        {"code": "copy", "columns": ["a", "b"], "examples": []},
        {"code": "constant", "columns": [], "examples": []},
    ]
    assert lines(findings=findings) == [
        "",
        "  code      columns",
        "  copy      a, b",
        "  constant",
    ]


@pytest.mark.parametrize("more", [1, 2])
def test_a_long_table_says_how_much_it_leaves_out(more):
    columns = [{"name": str(number)} for number in range(MOST_ROWS + more)]
    assert lines(columns=columns)[-1] == f"  … the first 12 of {12 + more} columns"


def test_sentences_stand_whole_below_their_row():
    findings = [
        {"code": "padded", "sentence": "9 values begin or end with a space.", "count": 9},
        {"code": "copy", "sentence": None, "count": None},
    ]
    assert lines(findings=findings) == [
        "",
        "  code    count",
        "  padded  9",
        "      9 values begin or end with a space.",
        "  copy    -",
    ]


def test_a_sentence_is_wrapped_where_the_terminal_ends(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    assert lines(note="It holds no value at all, in any row.") == [
        "  note: It holds no value at",
        "  all, in any row.",
    ]


def test_a_long_name_is_cut():
    columns = [{"name": "x" * 30, "stored_as": "Datetime(time_unit='us', time_zone=None)"}]
    assert lines(columns=columns)[-1] == f"  {'x' * 23}…  Datetime(time_unit='us'…"


def test_other_shapes_are_left_to_the_report():
    assert lines(nested={"a": 1}, numbers=[1, 2], nothing=[]) == []
