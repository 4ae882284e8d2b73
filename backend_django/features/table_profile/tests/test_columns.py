"""Columns at the edges, by way of Parquet."""

import datetime as dt
import math
from decimal import Decimal
from zoneinfo import ZoneInfo

import polars as pl
import pytest


@pytest.fixture
def column(profile_frame):
    def column(values, dtype=None):
        return profile_frame(pl.DataFrame({"x": pl.Series(values, dtype=dtype)})).columns[0]

    return column


def counts(found):
    return [bar.count for bar in found.histogram]


def test_a_column_of_nulls_has_no_figures(column):
    found = column([None, None], pl.Int64)

    assert (found.missing, found.distinct, found.mean, found.minimum) == (2, 0, None, None)
    assert found.quantiles == found.histogram == found.top_values == []


def test_one_row_has_no_deviation(column):
    found = column([7])

    assert (found.mean, found.standard_deviation) == (7, None)
    assert {quantile.value for quantile in found.quantiles} == {7}


@pytest.mark.parametrize(
    "value", [5, 2.5, dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, tzinfo=dt.UTC), dt.time(9)]
)
def test_a_constant_has_one_bar(column, value):
    found = column([value] * 3)

    assert counts(found) == [3]
    assert found.minimum == found.maximum


def test_a_small_range_has_a_bar_for_each_value(column):
    found = column([1, 1, 3, 31])

    assert len(found.histogram) == 31
    assert counts(found)[:3] == [2, 0, 1]


def test_bars_of_days_are_whole_days_wide(column):
    start = dt.date(2024, 1, 1)
    found = column([start + dt.timedelta(days=n) for n in range(100)])

    assert counts(found) == [5] * 20
    assert found.histogram[0].end == "2024-01-06"


def test_bars_of_times_end_with_the_last_time(column):
    found = column([dt.time(0), dt.time(12), dt.time(23, 59, 59, 999_999)])

    assert found.histogram[-1].end == "23:59:59.999999"
    assert sum(counts(found)) == 3


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ([-(2**63), 0, 2**63 - 1], pl.Int64),
        ([0, 2**64 - 1], pl.UInt64),
        ([-128, 127], pl.Int8),
        ([-1.7e308, 1.7e308], pl.Float64),
        ([0.0, 5e-324], pl.Float64),
        ([1.0, math.nextafter(1.0, 2.0)], pl.Float64),
    ],
)
def test_the_ends_of_a_type_fit_into_bars(column, values, dtype):
    assert sum(counts(column(values, dtype))) == len(values)


def test_integers_beyond_what_json_keeps_are_digits(column):
    found = column([2**53 + 1, 2**53 + 2])

    assert (found.minimum, found.maximum) == ("9007199254740993", "9007199254740994")


def test_nan_and_infinity_are_counted_and_left_out(column):
    found = column([1.0, 3.0, math.nan, math.inf, -math.inf, None])

    assert (found.not_finite, found.missing, found.distinct) == (3, 1, 2)
    assert (found.mean, found.minimum, found.maximum) == (2, 1, 3)


def test_nothing_but_nan_has_no_figures(column):
    found = column([math.nan])

    assert (found.not_finite, found.mean, found.histogram) == (1, None, [])


def test_a_mean_that_overflows_is_left_out(column):
    assert column([1.7e308, 1.7e308]).mean is None


def test_booleans_are_counted(column):
    top = column([True, False, True, None]).top_values

    assert [(value.value, value.count) for value in top] == [(True, 2), (False, 1)]


def test_equal_counts_stand_in_the_order_of_the_values(column):
    top = column(list("dcbadcba")).top_values

    assert [value.value for value in top] == ["a", "b", "c", "d"]


def test_lengths_count_characters_not_bytes(column):
    lengths = column(["é", "日本語", "👍🏽"]).lengths

    assert (lengths.shortest, lengths.mean, lengths.longest) == (1, 2, 3)


def test_long_text_is_cut_and_nul_replaced(column):
    found = column(["a\0" + "b" * 300])

    assert found.minimum == "a\ufffd" + "b" * 97 + "…"


@pytest.mark.parametrize(
    ("values", "dtype", "kind"),
    [
        (["a", "b"], pl.Categorical, "text"),
        (["a", "b"], pl.Enum(["b", "a"]), "text"),
        ([Decimal("1.10"), Decimal("2.20")], pl.Decimal(10, 2), "decimal"),
        ([1.5], pl.Float32, "decimal"),
        ([[1], [2]], pl.List(pl.Int64), "other"),
        ([{"a": 1}], None, "other"),
        ([b"\0"], pl.Binary, "other"),
        ([dt.timedelta(1)], pl.Duration, "other"),
    ],
)
def test_every_type_of_parquet_finds_a_kind(column, values, dtype, kind):
    found = column(values, dtype)

    assert (found.type, found.missing) == (kind, 0)


def test_dates_beyond_the_year_9999_are_told(column):
    days = pl.Series([0, 4_000_000], dtype=pl.Int32).cast(pl.Date)

    assert column(days).maximum == "+12921-08-18"


def test_times_keep_their_zone(column):
    moment = pl.Series([dt.datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("Europe/Rome"))])

    assert column(moment).minimum == "2024-07-01T12:00:00+02:00"
