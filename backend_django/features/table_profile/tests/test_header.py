import pytest


@pytest.fixture
def has_header(profile_text):
    return lambda text, **options: profile_text(text, **options).source.has_header


def test_digits_without_end_are_no_steps(profile_text):
    wide = ",".join("9" * 5_000 for _ in range(3))
    assert profile_text(f"{wide}\n1,2,3\n", header="no").rows == 2
    assert profile_text(f"{wide}\n1,2,3\n").rows == 1


@pytest.mark.parametrize(
    "text",
    [
        "city,people\nOslo,709\nBern,134\n",
        "a,b\n1,2\n",
        "name,word\nx,y\nz,y\n",  # nothing but words: names are likelier
        "country,2019,2020,2021\nNorway,5,6,7\nPeru,1,2,3\n",  # years across the top
        "id,when\n1,2024-01-01\n",
        "1,name\nNA,x\n,y\n",  # a column of nothing tells nothing
        "only,names\n",
    ],
)
def test_names_are_told_from_values(has_header, text):
    assert has_header(text)


@pytest.mark.parametrize(
    "text",
    [
        "1,x\n2,y\n3,z\n",
        "Oslo,709\nBern,134\n",
        "2024-01-01,a\n2024-01-02,b\n",
        "0.5;a\n1.5;b\n",
        "true,a\nfalse,b\n",
    ],
)
def test_a_first_row_of_values_is_data(has_header, text):
    assert not has_header(text)


@pytest.mark.parametrize(("said", "rows"), [("yes", 1), ("no", 2)])
def test_a_given_header_is_obeyed(profile_text, said, rows):
    assert profile_text("1,2\n3,4\n", header=said).rows == rows
