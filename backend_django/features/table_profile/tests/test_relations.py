"""What columns have to do with each other, against other ways to compute it."""

import math
from itertools import combinations

import polars as pl
import pytest
from polars.testing import assert_series_equal

from features.table_profile.models import NUMERIC, Measure
from features.table_profile.relations.gathering import joined
from features.table_profile.relations.measures import correlation_ratio, cramers_v

from .attempt import SAMPLES, profile_file


@pytest.fixture(scope="module")
def penguins(tmp_path_factory):
    return profile_file(SAMPLES / "penguins.csv", tmp_path_factory.mktemp("attempt"))


@pytest.fixture(scope="module")
def flights(tmp_path_factory):
    return profile_file(SAMPLES / "flights.parquet", tmp_path_factory.mktemp("attempt"))


@pytest.fixture(scope="module")
def frame():
    return pl.read_csv(SAMPLES / "penguins.csv", null_values=["NA"], infer_schema_length=None)


def of(profile, measure):
    return {(a.first, a.second): a for a in profile.associations if a.measure == measure}


@pytest.mark.parametrize("measure", ["pearson", "spearman"])
def test_numbers_correlate_as_polars_says_of_the_rows_with_both(penguins, frame, measure):
    found = of(penguins, measure)

    assert len(found) > 10
    for (first, second), association in found.items():
        both = frame.select(first, second).drop_nulls()
        expected = both.select(pl.corr(first, second, method=measure)).item()
        assert (association.value, association.n) == (pytest.approx(expected), both.height)


def test_every_pair_of_numbers_is_compared(penguins):
    numbers = [c.name for c in penguins.columns if c.type in NUMERIC and c.role != "identifier"]

    assert set(of(penguins, "pearson")) == set(combinations(numbers, 2))


def test_categories_go_together_as_their_table_of_counts_says(penguins, frame):
    island = of(penguins, Measure.CRAMERS_V)["Species", "Island"]

    assert island.n == 344
    assert island.value == pytest.approx(cramers_v_by_hand(frame, "Species", "Island"))


def cramers_v_by_hand(frame, first, second):
    n, chi = frame.height, 0.0
    rows, columns = frame[first].unique(), frame[second].unique()
    for row in rows:
        for column in columns:
            observed = ((frame[first] == row) & (frame[second] == column)).sum()
            expected = (frame[first] == row).sum() * (frame[second] == column).sum() / n
            chi += (observed - expected) ** 2 / expected
    r, k = len(rows), len(columns)
    phi = max(0, chi / n - (r - 1) * (k - 1) / (n - 1))
    return math.sqrt(phi / min(r - (r - 1) ** 2 / (n - 1) - 1, k - (k - 1) ** 2 / (n - 1) - 1))


def test_a_category_tells_a_number_as_the_means_of_its_groups_do(penguins, frame):
    found = of(penguins, Measure.ETA)["Species", "Body Mass (g)"]
    both = frame.select(s="Species", m="Body Mass (g)").drop_nulls()
    means = both.group_by("s").agg(pl.col("m").mean().alias("mean"), pl.len())
    between = (means["len"] * (means["mean"] - both["m"].mean()) ** 2).sum()

    assert found.n == both.height
    assert found.value**2 == pytest.approx(between / ((both["m"] - both["m"].mean()) ** 2).sum())


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        (list("aabb") * 10, list("xxyy") * 10, 1),
        (list("aabb") * 10, list("xyxy") * 10, 0),
        (list("aaaa") * 10, list("xyxy") * 10, None),
    ],
)
def test_cramers_v_at_its_ends(first, second, value):
    found = cramers_v(pl.DataFrame({"first": first, "second": second}))

    assert found == (value if value is None else pytest.approx(value, abs=1e-9))


@pytest.mark.parametrize(
    ("second", "value"), [([1.0, 1.0, 2.0, 2.0], 1), ([1.0, 2.0, 1.0, 2.0], 0), ([3.0] * 4, None)]
)
def test_the_correlation_ratio_at_its_ends(second, value):
    found = correlation_ratio(pl.DataFrame({"first": list("aabb"), "second": second}))

    assert found == (value if value is None else pytest.approx(value, abs=1e-9))


def test_associations_of_a_long_table_say_how_many_rows_they_are_of(flights):
    assert 15_000 < max(a.n for a in flights.associations) <= 20_000
    assert flights.association_columns == 15


def test_no_single_column_names_a_flight_but_three_do(flights):
    assert flights.keys == [["carrier", "flight", "time_hour"]]


def test_the_key_of_the_planes_is_their_number(directory):
    assert profile_file(SAMPLES / "planes.tsv", directory).keys == [["tailnum"]]


def test_a_key_is_different_in_every_row_of_the_whole_table(profile_text):
    # The first rows alone would let a and b do.
    rows = [f"{n % 200},{n // 200 % 200},{n // 40_000},x" for n in range(41_000)]
    profile = profile_text("\n".join(["a,b,c,d", *rows]))

    assert profile.keys == [["a", "b", "c"]]


def test_a_column_with_gaps_is_no_key(profile_text):
    assert profile_text("a,b\n1,x\n2,x\n,x\n").keys == []


def test_delays_are_missing_together(flights):
    together = [(group.columns, group.rows) for group in flights.missing_together]

    assert together == [(["arr_delay", "air_time"], 9_430), (["dep_time", "dep_delay"], 8_255)]


def test_gaps_in_other_rows_are_not_together(profile_text):
    assert profile_text("a,b,c\n,1,2\n1,,2\n1,2,\n").missing_together == []


def test_repeated_rows_are_counted_with_their_lines(profile_text):
    duplicates = profile_text("a,b\n1,x\n2,y\n1,x\n1,x\n2,x\n").duplicates

    assert (duplicates.rows, duplicates.lines) == (2, [4, 5])


def test_rows_that_differ_in_a_misfit_alone_are_no_duplicates(profile_text):
    rows = [f"{n},x" for n in range(100)]

    assert profile_text("\n".join(["a,b", *rows, "one,x", "two,x"])).duplicates.rows == 0


def test_no_flight_stands_there_twice(flights):
    assert flights.duplicates.rows == 0


def test_a_column_of_the_same_values_is_a_copy(profile_text):
    found = profile_text("a,b,c\n1,1,2\n2,2,1\n3,3,3\n").redundant

    assert [(pair.kind, pair.first, pair.second) for pair in found] == [("copy", "a", "b")]


def test_a_code_beside_its_name_is_the_same_under_another_name(profile_text):
    rows = ["NO,Norway", "PE,Peru", "NO,Norway", "CH,Switzerland", "PE,Peru", "NO,Norway"] * 2
    found = profile_text("\n".join(["code,country", *rows])).redundant

    assert [(pair.kind, pair.first, pair.second) for pair in found] == [
        ("renamed", "code", "country")
    ]


def test_one_exception_makes_two_columns_different(profile_text):
    rows = ["NO,Norway", "PE,Peru"] * 20_000

    assert profile_text("\n".join(["code,country", *rows, "NO,Peru"])).redundant == []


def test_joined_hashes_tell_the_order_of_columns():
    first, second = pl.Series([1, 2]).hash(), pl.Series([2, 1]).hash()

    assert (joined([first, second]) != joined([second, first])).all()
    assert_series_equal(joined([first]), first)


def test_forty_columns_are_compared_at_most(profile_text):
    header = ",".join(f"c{n}" for n in range(60))
    rows = [",".join(str((n * k) % 17) for k in range(60)) for n in range(30)]

    assert profile_text("\n".join([header, *rows])).association_columns == 40
