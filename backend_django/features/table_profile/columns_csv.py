"""Write the columns of a profile as a table for spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable

from .models import ColumnProfile, Profile, Value

FIGURES = (
    "name",
    "type",
    "role",
    "stored_as",
    "missing",
    "mismatched",
    "not_finite",
    "distinct",
    "distinct_estimated",
    "zeros",
    "minimum",
    "maximum",
    "mean",
    "standard_deviation",
    "skewness",
)
QUANTILES = {0.05: "p5", 0.25: "p25", 0.5: "median", 0.75: "p75", 0.95: "p95"}
HEADER = (*FIGURES, *QUANTILES.values(), "most_frequent", "most_frequent_count")

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def columns_csv(profile: Profile) -> str:
    """Return CSV with one line per column."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(map(guard, _cells(column)) for column in profile.columns)
    return text.getvalue()


def guard(cell: Value | None) -> Value | None:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _cells(column: ColumnProfile) -> Iterable[Value | None]:
    quantiles = {quantile.share: quantile.value for quantile in column.quantiles}
    yield from (getattr(column, figure) for figure in FIGURES)
    yield from (quantiles.get(share) for share in QUANTILES)
    top = column.top_values[0] if column.top_values else None
    yield from (top.value, top.count) if top else (None, None)
