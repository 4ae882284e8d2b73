import json

import pytest

from features.table_profile.reading import json_lines, table, text


@pytest.fixture
def profile_lines(profile_text):
    def profile_lines(*rows, name="table.jsonl"):
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        return profile_text("\n".join(lines) + "\n", name)

    return profile_lines


def names(profile):
    return [column.name for column in profile.columns]


def test_half_a_letter_deep_inside_is_replaced(profile_lines):
    profile = profile_lines('{"a": ["\\ud800"]}', '{"a": {"b": {"c": {"d": "\\ud800"}}}}')

    assert profile.rows == 2


@pytest.mark.parametrize("name", ["table.jsonl", "table.ndjson"])
def test_objects_are_rows(profile_lines, name):
    profile = profile_lines({"a": 1, "b": "x"}, {"a": 2, "b": "y"}, name=name)

    assert (profile.rows, names(profile), profile.source.format) == (2, ["a", "b"], "jsonl")
    assert [column.type for column in profile.columns] == ["integer", "text"]


def test_a_key_that_is_not_there_is_missing(profile_lines):
    profile = profile_lines({"a": 1}, {"b": True}, {"a": None, "b": False})

    assert [(c.missing, c.type) for c in profile.columns] == [(2, "integer"), (1, "boolean")]


def test_objects_within_objects_become_columns(profile_lines):
    assert names(profile_lines({"place": {"city": "Oslo", "at": {"lat": 59.9}}})) == [
        "place.city",
        "place.at.lat",
    ]


def test_lists_are_text(profile_lines):
    assert profile_lines({"a": ["x", "y"]}).columns[0].minimum == '["x", "y"]'


def test_numbers_keep_every_digit(profile_lines):
    column = profile_lines('{"n": 9007199254740993}', '{"n": 9007199254740995}').columns[0]

    assert (column.minimum, column.distinct) == ("9007199254740993", 2)


def test_half_a_pair_of_surrogates_is_replaced(profile_lines):
    assert profile_lines('{"\\ud800": "x\\ud800"}').columns[0].minimum == "x?"


def test_blank_lines_are_no_rows(profile_lines):
    profile = profile_lines({"a": 1}, "", {"a": 2})

    assert profile.rows == 2
    assert profile.columns[0].highest[0].line == 3


def test_a_few_unreadable_lines_are_told(profile_lines):
    profile = profile_lines(*({"a": n} for n in range(50)), "{oops", "[1]", "{}")

    finding = profile.findings[0]
    assert (finding.code, finding.count) == ("unreadable_lines", 3)
    assert [example.line for example in finding.examples] == [51, 52, 53]


def test_many_unreadable_lines_are_refused_with_the_first(refusal):
    code, sentence = refusal('{"a": 1}\nnothing\n', "table.jsonl")

    assert code == "unreadable_lines"
    assert sentence.startswith("Line 2 is no JSON object")


def test_an_object_nested_too_deeply_is_refused(refusal):
    assert refusal('{"a":' * 100_000, "table.jsonl")[0] == "unreadable_lines"


def test_nothing_but_blank_lines_is_empty(refusal):
    assert refusal("\n \n", "table.jsonl")[0] == "empty_file"


def test_too_many_different_keys_are_refused(refusal):
    row = json.dumps({f"c{n}": n for n in range(2_001)})

    assert refusal(row, "table.jsonl")[0] == "too_many_columns"


def test_a_key_may_come_late(profile_lines, monkeypatch):
    monkeypatch.setattr("features.table_profile.reading.json_lines.BLOCK", 20)
    profile = profile_lines(*({"a": n} for n in range(20)), {"b": 1, "a": 20}, {"a": 21})

    assert profile.rows == 22
    assert [column.missing for column in profile.columns] == [0, 21]
    assert text.BLOCK > 20


def test_objects_of_other_keys_each_are_refused_before_they_are_columns(refusal):
    lines = "".join(f'{{"k{n}": 1}}\n' for n in range(100_000))

    assert refusal(lines, "table.jsonl")[0] == "too_many_columns"


def test_few_keys_of_many_in_each_object(profile_lines, monkeypatch):
    monkeypatch.setattr(json_lines, "VALUES_AT_ONCE", 100)
    profile = profile_lines(*({f"k{n % 50}": n} for n in range(200)))

    assert (profile.rows, names(profile)) == (200, [f"k{n}" for n in range(50)])
    assert [column.missing for column in profile.columns] == [196] * 50
    assert profile.columns[7].highest[0].line == 158


def test_a_table_of_empty_places_is_refused(refusal, monkeypatch):
    monkeypatch.setattr(table, "MOST_VALUES", 9_000)
    lines = "".join(f'{{"k{n % 50}": 1}}\n' for n in range(200))

    code, sentence = refusal(lines, "table.jsonl")

    assert code == "unpacks_too_large"
    assert sentence.startswith("As a table this has 50 columns of 200 rows or more;")
