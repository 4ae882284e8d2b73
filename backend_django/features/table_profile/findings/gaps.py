"""Findings about values that are not there."""

from collections.abc import Iterator

from ..models import NUMERIC, ColumnProfile, ColumnType, Example, Finding, Severity, TopValue
from ..words import counted, percent, shown

MOST, SOME = 0.5, 0.05
# What programs write where they know nothing.
NUMBERS = {-1, -9, -99, -999, -9999, -99999, 99, 999, 9999, 99999, 999999}
FEWEST_STAND_INS = 2
FAR = 3  # times the width of the middle half


def empty_column(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """A column without any value."""
    if column.type is ColumnType.EMPTY and rows:
        yield Finding(
            code="empty_column",
            severity=Severity.MEDIUM,
            columns=[column.name],
            sentence="It holds no value at all.",
            count=rows,
            share=1,
        )


def missing(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Rows without a value, if they are more than a few."""
    if column.type is ColumnType.EMPTY or column.missing < SOME * rows or not column.missing:
        return
    is_most = column.missing >= MOST * rows
    yield Finding(
        code="mostly_missing" if is_most else "missing",
        severity=Severity.MEDIUM if is_most else Severity.LOW,
        columns=[column.name],
        sentence=f"{counted(column.missing, 'row')} ({percent(column.missing, rows)}) have no "
        "value.",
        count=column.missing,
        share=column.missing / rows,
    )


def stand_in(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """A value that says that there is none, and spoils every mean."""
    numbers = [top for top in column.top_values if _is_stand_in(top, column)]
    found = [*column.oddities.stand_ins, *numbers]
    if found:
        count = sum(top.count for top in found)
        values = ", ".join(f"“{shown(top.value, column.type)}”" for top in found)
        yield Finding(
            code="stand_in",
            severity=Severity.MEDIUM,
            columns=[column.name],
            sentence=f"{values} ({counted(count, 'row')}) may stand for a missing value. If so, "
            "name it among the words for one.",
            count=count,
            share=count / rows,
            examples=[Example(line=None, value=top.value) for top in found],
        )


def _is_stand_in(top: TopValue, column: ColumnProfile) -> bool:
    if column.type not in NUMERIC or top.value not in NUMBERS or top.count < FEWEST_STAND_INS:
        return False
    quarters = {quantile.share: quantile.value for quantile in column.quantiles}
    low, high = quarters.get(0.25), quarters.get(0.75)
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return False
    reach = FAR * (high - low)
    is_end = top.value in (column.minimum, column.maximum)
    return is_end and not low - reach <= float(top.value) <= high + reach


GAP_RULES = (empty_column, missing, stand_in)
