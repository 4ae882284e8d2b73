import pytest


@pytest.fixture
def column(profile_text):
    """Profile one column of text."""

    def column(*values, **options):
        return profile_text("\n".join(["x,y", *(f'"{v}",1' for v in values)]), **options).columns[0]

    return column


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("1", "-2", "+3", " 4 "), "integer"),
        (("1", "2.5", ".5", "1e3"), "decimal"),
        (("true", "FALSE", "True"), "boolean"),
        (("2024-02-29", "2024-3-1"), "date"),
        (("29.02.2024",), "date"),
        (("2024-02-29 10:00:00", "2024-02-29 10:00:00.5"), "datetime"),
        (("2024-02-29T10:00",), "datetime"),
        (("2024-02-29T10:00:00Z", "2024-02-29T10:00:00+01:00"), "datetime"),
        (("10:00", "23:59"), "time"),
        (("10:00:00.25",), "time"),
        (("29 Feb 2024", "1 Mar 2024"), "date"),
        (("February 29, 2024",), "date"),
        (("2024-02-29 10:00 PM",), "datetime"),
        (("yes", "No"), "boolean"),
        (("", "NA", " null "), "empty"),
        (("1", "two"), "text"),
    ],
)
def test_the_type_is_the_first_that_fits_every_value(column, values, kind):
    assert column(*values).type == kind


@pytest.mark.parametrize(
    "values",
    [
        ("05123", "80331"),  # a code would lose its zero
        ("12345678901234567890", "1"),  # a decimal would lose the last digits
        ("1/2/13", "3/4/13"),  # the century is unknown
        ("2023-02-29",),
        ("1,5", "2.5"),  # both signs at once
        ("24:00",),
    ],
)
def test_what_a_type_would_falsify_stays_text(column, values):
    found = column(*values)

    assert found.type == "text"
    assert {top.value for top in found.top_values} == set(values)


def test_null_words_count_as_missing(column):
    found = column("1", "-", "NA", "2")

    assert (found.type, found.missing, found.maximum) == ("integer", 2, 2)


def test_other_null_words_can_be_given(column):
    found = column("1", "unknown", "", null_words=["unknown"])

    assert (found.type, found.missing) == ("integer", 2)


def test_without_null_words_empty_fields_are_still_missing(column):
    found = column("NA", "", null_words=[])

    assert (found.type, found.missing) == ("text", 1)


def test_spaces_around_text_are_kept(column):
    assert column(" a", "b").minimum == " a"


@pytest.mark.parametrize(
    ("value", "iso", "order"),
    [("2/3/2024", "2024-02-03", "month/day"), ("13/3/2024", "2024-03-13", "day/month")],
)
def test_the_order_of_day_and_month_is_noted(column, value, iso, order):
    found = column(value)

    assert found.minimum == iso
    assert order in found.notes[0]


def test_offsets_are_turned_into_utc(column):
    assert column("2024-02-29T10:00:00+01:00").minimum == "2024-02-29T09:00:00+00:00"


@pytest.mark.parametrize(
    ("values", "largest", "note"),
    [
        (("1,5", "2,75"), 2.75, "Commas were read as decimal signs."),
        (("1,234,567", "12"), 1234567, "Commas were read as separators of thousands."),
        (("1.234.567,5", "1.000"), 1234567.5, "Points were read as separators of thousands"),
        (("$1,200.50", "$3"), 1200.5, "Signs of a currency or of percent were left out."),
        (("12 %", "7.5 %"), 12, "Signs of a currency or of percent were left out."),
    ],
)
def test_numbers_are_read_as_people_write_them(column, values, largest, note):
    found = column(*values)

    assert (found.type, found.maximum) == ("decimal", largest)
    assert found.notes[0].startswith(note)


@pytest.mark.parametrize(("sign", "largest"), [("point", 1234), ("comma", 1.234)])
def test_a_given_decimal_sign_is_obeyed(column, sign, largest):
    assert column("1,234", "1,000", decimal_sign=sign).maximum == largest


@pytest.mark.parametrize(("order", "iso"), [("day_first", "2024-03-02"), ("auto", "2024-02-03")])
def test_a_given_order_of_dates_is_obeyed(column, order, iso):
    assert column("2/3/2024", date_order=order).minimum == iso
