"""Parquet can say dates and times that no calendar has."""

import polars as pl
import pytest

FARTHEST = {
    pl.Date(): 2**31 - 1,
    pl.Datetime("ms"): 2**63 - 1,
    pl.Datetime("us"): 2**63 - 1,
    pl.Datetime("us", "Europe/Oslo"): 2**63 - 1,
}
TYPES = pytest.mark.parametrize("dtype", FARTHEST, ids=str)
ENDS = pytest.mark.parametrize("sign", [1, -1])


def far(dtype, sign):
    days = pl.Series("x", [0, 1, None, 3, sign * FARTHEST[dtype]], dtype=pl.Int64)
    return pl.DataFrame(days.cast(pl.Int32 if dtype == pl.Date else pl.Int64).cast(dtype))


@TYPES
@ENDS
def test_a_moment_beyond_the_calendar_does_not_fit(profile_frame, dtype, sign):
    column = profile_frame(far(dtype, sign)).columns[0]

    assert (column.missing, column.mismatched, column.distinct) == (1, 1, 3)
    assert column.mismatches[0].line == 5
    assert column.mismatches[0].value.startswith(f"{sign * FARTHEST[dtype]} ")
    assert column.minimum.startswith("1970-01-01")


@TYPES
@ENDS
def test_within_a_list_it_is_shown_as_a_number(profile_frame, dtype, sign):
    preview = profile_frame(far(dtype, sign).select(pl.concat_list("x"))).preview

    assert str(FARTHEST[dtype]) in preview.rows[4][0]


@pytest.mark.parametrize("year", [-250_000, 20_000, 250_000])
def test_a_far_year_that_can_be_written_stays(profile_frame, year):
    dates = pl.Series("x", [0, 365 * (year - 1970)], dtype=pl.Int32).cast(pl.Date)
    column = profile_frame(pl.DataFrame(dates)).columns[0]

    assert (column.mismatched, column.distinct) == (0, 2)
