import pytest

from .attempt import SAMPLES, profile_file


@pytest.fixture
def column(profile_text):
    def column(*values, name="x"):
        text = "\n".join([f"{name},y", *(f'"{value}",1' for value in values)])
        return profile_text(text, header="yes").columns[0]

    return column


@pytest.mark.parametrize(
    ("values", "role"),
    [
        (["ada@example.org", "grace@example.com"], "email"),
        (["https://example.org/a", "http://example.com/b?c"], "url"),
        (["59.91, 10.75", "46.95, 7.45"], "coordinates"),
        (["01067", "80331", "20095"], "code"),
        (["030 12 34", "089 56 78"], "code"),
        (["red", "green", "blue"] * 10, "category"),
        ([f"N{n}ABC" for n in range(10_000, 10_030)], "identifier"),
        ([f"The quick brown fox jumps over the lazy dog {n}" for n in range(20)], "free_text"),
        (["Oslo", "Bern", "Riga"], None),
    ],
)
def test_texts_are_told_apart(column, values, role):
    found = column(*values)

    assert (found.type, found.role) == ("text", role)


@pytest.mark.parametrize(
    ("name", "values", "role"),
    [
        ("lat", ["59.91", "46.95"], "latitude"),
        ("Longitude", ["10.75", "-77.03"], "longitude"),
        ("lat", ["559.91", "46.95"], None),
        ("plate", ["59.91", "46.95"], None),
        ("n", range(20), "identifier"),
        ("order_id", range(0, 400, 20), "identifier"),
        ("orderId", range(0, 400, 20), "identifier"),
        ("x", range(0, 400, 20), None),
        ("id", [1, *range(19)], None),
    ],
)
def test_numbers_are_told_apart_by_name_and_range(column, name, values, role):
    assert column(*values, name=name).role == role


def test_a_few_exceptions_do_not_hide_an_address(column):
    values = [f"p{n}@example.org" for n in range(60)]

    assert column(*values, "unknown").role == "email"


def test_roles_of_the_flights(directory):
    roles = {c.name: c.role for c in profile_file(SAMPLES / "flights.parquet", directory).columns}

    assert {name for name, role in roles.items() if role} == {"carrier", "origin", "dest"}
