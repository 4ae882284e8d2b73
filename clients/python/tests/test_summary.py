from longhaul.cli.summary import MOST_ROWS, summarise


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


def test_a_long_table_says_how_much_it_leaves_out():
    columns = [{"name": str(number)} for number in range(MOST_ROWS + 2)]
    assert lines(columns=columns)[-1] == "  … and 2 more columns"


def test_other_shapes_are_left_to_the_report():
    assert lines(nested={"a": 1}, numbers=[1, 2], nothing=[]) == []
