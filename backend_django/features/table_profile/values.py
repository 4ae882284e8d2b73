"""Turn values of Polars into values of JSON."""

import math

import polars as pl

from .kinds import simplify
from .models import Value
from .shorten import shorten

# Beyond it, JSON numbers lose digits in most programs.
SAFE_INTEGER = 2**53

FORMS = {pl.Date: "%Y-%m-%d", pl.Datetime: "%Y-%m-%dT%H:%M:%S%.f", pl.Time: "%H:%M:%S%.f"}


def to_values(series: pl.Series) -> list[Value]:
    """Convert a short series without nulls."""
    dtype = series.dtype
    if form := FORMS.get(dtype.base_type()):
        # Not by way of Python, whose calendar ends with the year 9999.
        zone = "%:z" if isinstance(dtype, pl.Datetime) and dtype.time_zone else ""
        return series.dt.to_string(form + zone).to_list()
    return [to_value(value) for value in series.to_list()]


def to_preview(series: pl.Series) -> list[Value | None]:
    """Convert a short series with nulls, whatever it holds."""
    if series.dtype.is_nested() or series.dtype in (pl.Binary, pl.Object, pl.Duration):
        return [None if value is None else shorten(str(value)) for value in _listed(series)]
    values = simplify(series)
    finite_ones = values.set(~values.is_finite(), None) if values.dtype.is_float() else values
    present = iter(to_values(finite_ones.drop_nulls()))
    return [None if is_null else next(present) for is_null in finite_ones.is_null()]


def _listed(series: pl.Series) -> list[object]:
    try:
        return series.to_list()
    except pl.exceptions.PanicException:  # dates within, which no calendar has
        return series.to_physical().to_list()


def to_value(value: bool | int | float | str) -> Value:
    """Convert one value: long text is cut, and large integers become strings of digits."""
    if isinstance(value, str):
        return shorten(value)
    if isinstance(value, int) and abs(value) > SAFE_INTEGER:
        return str(value)
    return value


def finite(number: object) -> float | None:
    """Leave out what JSON cannot say: the mean of huge numbers may overflow."""
    return number if isinstance(number, float) and math.isfinite(number) else None
