"""What text can be read as. A value that does not fit becomes null."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import polars as pl

from ..options import ProfileOptions

# "05123" is a code: as a number it would lose its zero.
LEADING_ZERO = r"^[+-]?0\d"
# As a decimal such a number would lose its last digits.
TOO_LONG = r"^[+-]?\d{19,}$"
# Without it "1/2/13" would be a day of the year 13.
FULL_YEAR = r"\d{4}"
SIGNS = r"^[$€£¥]\s*|\s*[%€£]$"
# Thousands may be told apart, and need not be.
POINT_GROUPS = r"^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$"
COMMA_GROUPS = r"^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$"
COMMA = r"^[+-]?\d*,\d+(e[+-]?\d+)?$|^[+-]?\d+$"

# Whatever cannot be one of the family need not be tried as each of its members.
LIKE_NUMBER = r"\d|^[+-]?(nan|inf|infinity)$"
LIKE_MOMENT = r"\d.*[-/.: ].*\d"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A way to read text, and what to tell about it."""

    read: Callable[[pl.Series], pl.Series]
    # What most values look like, if this is the way.
    like: str = ""
    note: str = ""
    # Of dates: how they are written, and how the same digits could be meant.
    form: str = ""
    reverse: str = ""

    def __call__(self, text: pl.Series) -> pl.Series:
        return self.read(text)


def boolean(yes: str, no: str, text: pl.Series) -> pl.Series:
    """Read two words, in any case."""
    words = text.str.to_lowercase()
    return (words == yes).zip_with(words.is_in([yes, no]), _nulls(text, pl.Boolean))


def integer(text: pl.Series) -> pl.Series:
    """Read whole numbers of 64 bits."""
    return _unless(text.str.contains(LEADING_ZERO), text).cast(pl.Int64, strict=False)


def decimal(text: pl.Series) -> pl.Series:
    """Read numbers with a point, exponents, NaN and infinity."""
    codes = text.str.contains(f"{LEADING_ZERO}|{TOO_LONG}")
    return _unless(codes, text).cast(pl.Float64, strict=False)


def comma_decimal(text: pl.Series) -> pl.Series:
    """Read numbers with a comma."""
    return decimal(_only(COMMA, text).str.replace(",", ".", literal=True))


def grouped(groups: str, separator: str, text: pl.Series) -> pl.Series:
    """Read numbers whose thousands are told apart, among others that have none."""
    plain = _only(groups, text).str.replace_all(separator, "", literal=True)
    return decimal(plain.str.replace(",", ".", literal=True))


def signed(text: pl.Series) -> pl.Series:
    """Read numbers with a sign of a currency or of percent."""
    clean = text.str.replace(SIGNS, "")
    values = grouped(COMMA_GROUPS, ",", clean)
    return decimal(clean).zip_with(values.is_null(), values)


def date(form: str, text: pl.Series) -> pl.Series:
    """Read dates of a form with a year of four digits."""
    return _only(FULL_YEAR, text).str.to_date(form, strict=False)


def datetime(form: str, text: pl.Series) -> pl.Series:
    """Read dates with a time of day, as `date` does."""
    return _only(FULL_YEAR, text).str.to_datetime(form, strict=False, time_unit="us")


def time(form: str, text: pl.Series) -> pl.Series:
    """Read times of day."""
    return text.str.to_time(form, strict=False)


def readings(options: ProfileOptions) -> Iterator[Reading]:
    """Yield the ways to try, the simplest first."""
    for words in (("true", "false"), ("yes", "no")):
        yield Reading(read=partial(boolean, *words))
    yield Reading(read=integer, like=LIKE_NUMBER)
    yield from _decimals(options.decimal_sign)
    dates = dict(_dates(options.date_order))
    for form, note in dates.items():
        yield Reading(
            read=partial(date, form),
            note=note,
            like=LIKE_MOMENT,
            form=form,
            reverse=REVERSES.get(form, ""),
        )
    # RFC 3339, with its offset from UTC.
    yield Reading(read=partial(datetime, "%+"), note="Times are given in UTC.", like=LIKE_MOMENT)
    for form, note in dates.items():
        for clock in CLOCKS:
            for gap in " T":
                read = partial(datetime, f"{form}{gap}{clock}")
                yield Reading(read=read, note=note, like=LIKE_MOMENT)
    for clock in CLOCKS:
        yield Reading(read=partial(time, clock), like=LIKE_MOMENT)


PLAIN = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y")
WRITTEN = ("%d %b %Y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y", "%d %B %Y")
MONTH_FIRST = {"%m/%d/%Y": "Dates were read as month/day/year."}
DAY_FIRST = {
    "%d/%m/%Y": "Dates were read as day/month/year.",
    "%d-%m-%Y": "Dates were read as day-month-year.",
}
REVERSES = {"%m/%d/%Y": "%d/%m/%Y"}
CLOCKS = ("%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p")


def _decimals(sign: str) -> Iterator[Reading]:
    if sign != "comma":
        yield Reading(read=decimal, like=LIKE_NUMBER)
        yield Reading(
            read=partial(grouped, COMMA_GROUPS, ","),
            like=LIKE_NUMBER,
            note="Commas were read as separators of thousands.",
        )
    if sign != "point":
        yield Reading(
            read=comma_decimal, like=LIKE_NUMBER, note="Commas were read as decimal signs."
        )
        yield Reading(
            read=partial(grouped, POINT_GROUPS, "."),
            like=LIKE_NUMBER,
            note="Points were read as separators of thousands, commas as decimal signs.",
        )
    yield Reading(
        read=signed, like=LIKE_NUMBER, note="Signs of a currency or of percent were left out."
    )


def _dates(order: str) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys(PLAIN, "").items()
    # What both sides of the Atlantic could mean is read the American way.
    if order != "day_first":
        yield from MONTH_FIRST.items()
    if order != "month_first":
        yield from DAY_FIRST.items()
    yield from dict.fromkeys(WRITTEN, "").items()


def _only(pattern: str, text: pl.Series) -> pl.Series:
    return _unless(~text.str.contains(pattern), text)


def _unless(refused: pl.Series, text: pl.Series) -> pl.Series:
    return text.zip_with(~refused, _nulls(text, pl.String))


def _nulls(text: pl.Series, dtype: type[pl.DataType]) -> pl.Series:
    return pl.Series(text.name, [None], dtype=dtype)
