"""What text can be read as. A value that does not fit becomes null."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl

# "05123" is a code: as a number it would lose its zero.
LEADING_ZERO = r"^[+-]?0\d"
# As a decimal such a number would lose its last digits.
TOO_LONG = r"^[+-]?\d{19,}$"
# Without it "1/2/13" would be a day of the year 13.
FULL_YEAR = r"\d{4}"


@dataclass(frozen=True)
class Reading:
    """A way to read text, and what to tell about it."""

    read: Callable[[pl.Series], pl.Series]
    note: str = ""

    def __call__(self, text: pl.Series) -> pl.Series:
        return self.read(text)


def boolean(text: pl.Series) -> pl.Series:
    """Read true and false, in any case."""
    words = text.str.to_lowercase()
    return (words == "true").zip_with(words.is_in(["true", "false"]), _nulls(text, pl.Boolean))


def integer(text: pl.Series) -> pl.Series:
    """Read whole numbers of 64 bits."""
    return _unless(text.str.contains(LEADING_ZERO), text).cast(pl.Int64, strict=False)


def decimal(text: pl.Series) -> pl.Series:
    """Read numbers with a point, exponents, NaN and infinity."""
    codes = text.str.contains(f"{LEADING_ZERO}|{TOO_LONG}")
    return _unless(codes, text).cast(pl.Float64, strict=False)


def date(form: str, text: pl.Series) -> pl.Series:
    """Read dates of a form with a year of four digits."""
    return _unless(~text.str.contains(FULL_YEAR), text).str.to_date(form, strict=False)


def datetime(form: str, text: pl.Series) -> pl.Series:
    """Read dates with a time of day, as `date` does."""
    return _unless(~text.str.contains(FULL_YEAR), text).str.to_datetime(
        form, strict=False, time_unit="us"
    )


def time(form: str, text: pl.Series) -> pl.Series:
    """Read times of day."""
    return text.str.to_time(form, strict=False)


def _unless(refused: pl.Series, text: pl.Series) -> pl.Series:
    return text.zip_with(~refused, _nulls(text, pl.String))


def _nulls(text: pl.Series, dtype: type[pl.DataType]) -> pl.Series:
    return pl.Series(text.name, [None], dtype=dtype)


DATES = {
    "%Y-%m-%d": "",
    "%Y/%m/%d": "",
    "%d.%m.%Y": "",
    # What both sides of the Atlantic could mean is read the American way.
    "%m/%d/%Y": "Dates were read as month/day/year.",
    "%d/%m/%Y": "Dates were read as day/month/year.",
}
CLOCKS = ("%H:%M:%S%.f", "%H:%M")

READINGS = (
    Reading(boolean),
    Reading(integer),
    Reading(decimal),
    *(Reading(partial(date, form), note) for form, note in DATES.items()),
    # RFC 3339, with its offset from UTC.
    Reading(partial(datetime, "%+"), "Times are given in UTC."),
    *(
        Reading(partial(datetime, f"{form}{gap}{clock}"), note)
        for form, note in DATES.items()
        for gap in " T"
        for clock in CLOCKS
    ),
    *(Reading(partial(time, clock)) for clock in CLOCKS),
)
