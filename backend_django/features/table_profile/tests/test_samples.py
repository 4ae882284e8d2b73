"""Figures of the real tables, against what Polars computes of them by other ways."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from features.table_profile.models import NUMERIC, ColumnType

from .attempt import SAMPLES, profile_file


def read(path):
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    return pl.read_csv(
        path,
        separator="\t" if path.suffix == ".tsv" else ",",
        null_values=["NA"],
        infer_schema_length=None,
        try_parse_dates=True,
    )


@pytest.fixture(scope="module", params=["flights.parquet", "penguins.csv", "planes.tsv"])
def pair(request, tmp_path_factory):
    path = SAMPLES / request.param
    return profile_file(path, tmp_path_factory.mktemp("attempt")), read(path)


@pytest.fixture
def columns(pair):
    """Each column's profile beside its values."""
    return [(column, pair[1][column.name]) for column in pair[0].columns]


def test_size_and_names_are_those_of_the_table(pair):
    profile, frame = pair

    assert (profile.rows, len(profile.columns)) == frame.shape
    assert [column.name for column in profile.columns] == frame.columns


def test_missing_values_are_counted(columns):
    assert [c.missing for c, _ in columns] == [v.is_null().sum() for _, v in columns]


def test_distinct_values_are_counted(columns):
    expected = [len(set(values.drop_nulls())) for _, values in columns]

    assert [column.distinct for column, _ in columns] == expected


def test_mean_deviation_and_quantiles_equal_those_of_describe(pair):
    profile, frame = pair
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    described = frame.select(pl.selectors.numeric()).describe(shares, interpolation="linear")
    statistics = ["mean", "std", *(f"{share:.0%}" for share in shares)]

    ours = {"statistic": statistics} | {
        column.name: [
            column.mean,
            column.standard_deviation,
            *(float(quantile.value) for quantile in column.quantiles),
        ]
        for column in profile.columns
        if column.type in NUMERIC
    }

    expected = described.filter(pl.col("statistic").is_in(statistics))
    assert_frame_equal(pl.DataFrame(ours), expected, check_exact=False)


def test_the_range_is_the_first_and_last_of_the_sorted_values(columns):
    for column, values in columns:
        if column.type in NUMERIC | {ColumnType.TEXT}:
            ordered = values.drop_nulls().sort()
            assert (column.minimum, column.maximum) == (ordered[0], ordered[-1])


def test_every_bar_counts_the_values_between_its_edges(columns):
    for column, values in columns:
        if column.type in NUMERIC:
            *bars, last = column.histogram
            for bar in bars:
                assert bar.count == values.is_between(bar.start, bar.end, closed="left").sum()
            assert last.count == values.is_between(last.start, last.end).sum()


def test_the_bars_hold_every_value_once(columns):
    for column, values in columns:
        if column.histogram:
            assert sum(bar.count for bar in column.histogram) == values.count()


def test_top_values_are_the_most_frequent_ones(columns):
    for column, values in columns:
        if column.type is ColumnType.TEXT:
            frequent = values.drop_nulls().value_counts().sort("count", descending=True)
            assert [top.count for top in column.top_values] == frequent["count"].head(10).to_list()
            assert all((values == top.value).sum() == top.count for top in column.top_values)


def test_skewness_equals_that_of_polars_without_bias(columns):
    for column, values in columns:
        if column.type in NUMERIC and column.standard_deviation:
            assert column.skewness == pytest.approx(values.skew(bias=False), rel=1e-9)


def test_zeros_are_counted(columns):
    for column, values in columns:
        if column.type in NUMERIC:
            assert column.zeros == (values == 0).sum()


def test_top_values_and_the_others_make_up_all_values(columns):
    for column, values in columns:
        if column.top_values:
            assert sum(top.count for top in column.top_values) + column.other == values.count()


def test_extremes_are_the_ends_of_the_sorted_values_and_stand_where_they_say(pair, columns):
    first = 1 if pair[0].source.format == "parquet" else 2
    for column, values in columns:
        if column.type in NUMERIC:
            ordered = values.drop_nulls().sort()
            assert [each.value for each in column.lowest] == ordered.head(5).to_list()
            assert [each.value for each in column.highest] == ordered.tail(5)[::-1].to_list()
            assert all(values[each.line - first] == each.value for each in column.highest)


def test_far_values_are_those_beyond_three_times_the_middle_half(columns):
    for column, values in columns:
        if column.type in NUMERIC and column.oddities.far_out:
            low, high = values.quantile(0.25, "linear"), values.quantile(0.75, "linear")
            reach = 3 * (high - low)
            inside = values.is_between(low - reach, high + reach, closed="both").sum()
            assert column.oddities.far_out == values.count() - inside


def test_patterns_count_every_short_text_once_where_there_are_few(columns):
    for column, values in columns:
        if 0 < len(column.patterns) < 5:
            assert sum(pattern.count for pattern in column.patterns) == values.count()


def test_the_first_rows_are_shown_with_their_lines(pair):
    profile, frame = pair
    first = 1 if profile.source.format == "parquet" else 2

    assert profile.preview.lines == list(range(first, first + 10))
    numbers = [n for n, column in enumerate(profile.columns) if column.type in NUMERIC]
    for row, values in zip(profile.preview.rows, frame.head(10).iter_rows(), strict=True):
        assert [row[n] for n in numbers] == [values[n] for n in numbers]
