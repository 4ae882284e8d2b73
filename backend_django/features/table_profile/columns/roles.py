"""Tell what the values of a column are, where more can be told than their type."""

import re

import polars as pl

from ..models import ColumnRole, ColumnType, Lengths
from .frequencies import Frequencies

SAMPLE = 1_000  # different values
NEARLY_ALL, HALF = 0.95, 0.5
FORMS = {
    ColumnRole.EMAIL: r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$",
    ColumnRole.URL: r"^(https?|ftp)://\S+$|^www\.\S+\.\S+$",
    ColumnRole.COORDINATES: r"^\(?[+-]?\d{1,2}\.\d+\s*[,; ]\s*[+-]?\d{1,3}\.\d+\)?$",
    ColumnRole.CODE: r"^\d[\d ./-]*$",
}
FEW_CATEGORIES, MOST_CATEGORIES = 50, 1_000
FEWEST_ROWS = 10
SENTENCE = r"\w\s+\w"
LONG_TEXT = 40  # characters
LONGEST_IDENTIFIER = 64

LATITUDE = re.compile(r"(^|[^a-z])(lat|latitude)([^a-z]|$)", re.IGNORECASE)
LONGITUDE = re.compile(r"(^|[^a-z])(lon|lng|long|longitude)([^a-z]|$)", re.IGNORECASE)
NAMES_ROWS = re.compile(r"(^|[^a-z])(id|key|uuid|guid|no|nr|number)$|[a-z]I[dD]$", re.IGNORECASE)


def role_of_text(found: Frequencies, lengths: Lengths | None, present: int) -> ColumnRole | None:
    """Look at the different values of a column of text."""
    if lengths is None:
        return None
    some = found.counts["value"].head(SAMPLE)
    for role, form in FORMS.items():
        if _share(some, form) >= NEARLY_ALL:
            return role
    distinct = found.distinct or 0
    if _is_category(distinct, present):
        return ColumnRole.CATEGORY
    if lengths.mean > LONG_TEXT and _share(some, SENTENCE) > HALF:
        return ColumnRole.FREE_TEXT
    is_short = lengths.longest <= LONGEST_IDENTIFIER and not some.str.contains(r"\s").any()
    if distinct == present >= FEWEST_ROWS and is_short and _share(some, r"\d") > HALF:
        return ColumnRole.IDENTIFIER
    return None


def role_of_number(
    name: str, values: pl.Series, found: Frequencies, kind: ColumnType, rows: int
) -> ColumnRole | None:
    """Look at the name and the range of a column of numbers."""
    low, high = values.min(), values.max()
    if values.is_empty() or not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    if kind is ColumnType.DECIMAL and LATITUDE.search(name) and low >= -90 and high <= 90:
        return ColumnRole.LATITUDE
    if kind is ColumnType.DECIMAL and LONGITUDE.search(name) and low >= -180 and high <= 180:
        return ColumnRole.LONGITUDE
    is_counted = kind is ColumnType.INTEGER and found.distinct == rows >= FEWEST_ROWS
    if is_counted and (high - low == rows - 1 or NAMES_ROWS.search(name)):
        return ColumnRole.IDENTIFIER
    return None


def _share(texts: pl.Series, form: str) -> float:
    return int(texts.str.contains(form).sum()) / len(texts)


def _is_category(distinct: int, present: int) -> bool:
    most = min(max(FEW_CATEGORIES, present / 100), MOST_CATEGORIES)
    return present >= FEWEST_ROWS and distinct <= min(most, present / 2)
