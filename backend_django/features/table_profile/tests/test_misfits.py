"""Values that do not fit their column are counted, and told with their lines."""

import pytest


@pytest.fixture
def column(profile_text):
    def column(*values, **options):
        text = "\n".join(["x,y", *(f'"{value}",1' for value in values)])
        return profile_text(text, **options).columns[0]

    return column


def test_a_misfit_among_many_numbers_is_counted_with_its_line(column):
    found = column(*range(500), "x")

    assert (found.type, found.mismatched, found.missing) == ("integer", 1, 0)
    assert [(m.line, m.value) for m in found.mismatches] == [(502, "x")]


def test_misfits_are_left_out_of_the_figures(column):
    found = column(*range(1, 101), "many")

    assert (found.mean, found.maximum, found.distinct) == (50.5, 100, 100)


def test_at_most_five_are_shown_and_all_are_counted(column):
    found = column(*range(500), *["x"] * 20)

    assert (found.mismatched, len(found.mismatches)) == (20, 5)


def test_a_column_with_many_misfits_is_text(column):
    found = column(*range(100), *["x"] * 10)

    assert (found.type, found.mismatched) == ("text", 0)


def test_decimals_after_many_whole_numbers_make_the_column_decimal(column):
    found = column(*range(3_000), "0.5", "1.5")

    assert (found.type, found.mismatched, found.minimum) == ("decimal", 0, 0)


def test_day_and_month_are_settled_by_a_late_date(column):
    found = column(*["2/3/2024"] * 2_000, "13/3/2024")

    assert (found.type, found.mismatched, found.minimum) == ("date", 0, "2024-03-02")


def test_a_date_that_does_not_exist_is_a_misfit(column):
    found = column(*["2024-02-28"] * 40, "2024-02-30")

    assert (found.type, found.mismatches[0].value) == ("date", "2024-02-30")


def test_missing_values_are_no_misfits(column):
    found = column(*range(100), "NA", "", "x")

    assert (found.missing, found.mismatched) == (2, 1)


def test_lines_count_where_fields_hold_lines(profile_text):
    rows = "".join(f'{n},"two\nlines"\n' for n in range(100))
    found = profile_text(f"n,text\n{rows}oops,x\n").columns[0]

    assert found.mismatches[0].line == 202


def test_lines_count_over_the_ends_of_blocks(profile_text, monkeypatch):
    monkeypatch.setattr("features.table_profile.reading.text.BLOCK", 100)
    rows = [f"{n},x" for n in range(1_000)]
    rows[700] = "oops,x"
    found = profile_text("\n".join(["n,text", *rows])).columns[0]

    assert (found.mismatched, found.mismatches[0].line) == (1, 702)


def test_a_long_misfit_is_cut(column):
    found = column(*range(100), "x" * 300)

    assert len(found.mismatches[0].value) == 100
