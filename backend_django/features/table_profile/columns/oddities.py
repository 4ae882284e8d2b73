"""Count what is strange about values."""

from collections.abc import Callable
from typing import Any

import polars as pl

from ..models import NUMERIC, ColumnType, Example, Oddities, Spellings, TopValue
from ..shorten import shorten
from .frequencies import Frequencies

FAR = 3  # times the width of the middle half
MOST_EXAMPLES = 3
MOST_SPELLINGS = 5
# Of more different texts, spellings would be a pastime.
MOST_DISTINCT = 20_000

PADDED = r"^\s|\s$"
# UTF-8 that was read as Latin-1: é is Ã©, a quotation mark â€œ; and what could not be read at all.
GARBLED = "Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|â€|\ufffd"


# What people write where they know nothing.
STAND_INS = {
    "?", "??", "--", "---", ".", "..", "unknown", "unk", "none", "missing", "not available",
    "not applicable", "n.a.", "n.a", "na", "tbd", "undefined", "nil", "#ref!", "#value!", "#div/0!",
    "(blank)", "(null)", "no data", "not known",
}  # fmt: skip


def oddities(
    values: pl.Series,
    kind: ColumnType,
    found: Frequencies,
    either_order: bool,
    line_of: Callable[[int], int],
) -> Oddities:
    """Look at the values of a column, null where there is none."""
    if kind in NUMERIC:
        return Oddities(far_out=_far_out(values), all_whole=_all_whole(values, kind))
    if kind is not ColumnType.TEXT:
        return Oddities(either_order=either_order)
    padded, garbled = _matches(values, found, PADDED), _matches(values, found, GARBLED)
    rows = [*padded.head(MOST_EXAMPLES), *garbled.head(MOST_EXAMPLES)]
    return Oddities(
        padded=len(padded),
        garbled=len(garbled),
        spellings=_spellings(found.counts),
        stand_ins=_stand_ins(found.counts),
        examples=[Example(line=line_of(row), value=shorten(values[row])) for row in rows],
    )


def _far_out(values: pl.Series) -> int:
    quarters: list[Any] = [values.quantile(share, "linear") for share in (0.25, 0.75)]
    low, high = quarters
    if low is None or low == high:
        return 0
    reach = FAR * (high - low)
    return int(((values < low - reach) | (values > high + reach)).sum())


def _all_whole(values: pl.Series, kind: ColumnType) -> bool:
    if kind is not ColumnType.DECIMAL or values.null_count() == len(values):
        return False
    return bool((values == values.floor()).all())


def _matches(values: pl.Series, found: Frequencies, form: str) -> pl.Series:
    """Return the rows whose text holds the form; the few different texts are asked first."""
    if not found.is_estimated and not found.counts["value"].str.contains(form).any():
        return pl.Series([], dtype=pl.UInt32)
    return values.str.contains(form).fill_null(value=False).arg_true()


def _spellings(counts: pl.DataFrame) -> list[Spellings]:
    if counts.height > MOST_DISTINCT:
        return []
    plain = pl.col("value").str.to_lowercase().str.strip_chars().str.replace_all(r"\s+", " ")
    groups = (
        counts.sort(["count", "value"], descending=[True, False])
        .group_by(plain.alias("plain"), maintain_order=True)
        .agg(pl.col("value"), pl.col("count").sum())
        .filter(pl.col("value").list.len() > 1)
        .top_k(MOST_SPELLINGS, by=["count", "plain"], reverse=[False, True])
    )
    return [
        Spellings(texts=[shorten(text) for text in texts[:MOST_SPELLINGS]], count=count)
        for texts, count in zip(groups["value"], groups["count"], strict=True)
    ]


def _stand_ins(counts: pl.DataFrame) -> list[TopValue]:
    plain = pl.col("value").str.strip_chars().str.to_lowercase()
    found = counts.filter(plain.is_in(STAND_INS)).sort(["count", "value"], descending=[True, False])
    return [TopValue(value=shorten(text), count=count) for text, count in found.iter_rows()]
