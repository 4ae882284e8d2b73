"""Findings about numbers."""

from collections.abc import Iterator

from ..models import ColumnProfile, ColumnRole, Example, Finding, Severity, Value
from ..words import counted, percent, shown

MOST = 0.5
VERY_SKEWED = 3
# One misprint among thousands, as far from the next value as the middle half is wide, many times.
FEW, LONELY = 0.001, 10
PLACES = {ColumnRole.LATITUDE, ColumnRole.LONGITUDE, ColumnRole.IDENTIFIER}


def not_finite(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """NaN and infinity, for example from a division by zero."""
    if column.not_finite:
        yield Finding(
            code="not_finite",
            severity=Severity.MEDIUM,
            columns=[column.name],
            sentence=f"{counted(column.not_finite, 'value')} are no finite numbers (NaN or "
            "infinity). They are left out of its figures.",
            count=column.not_finite,
            share=column.not_finite / rows,
        )


def far_out(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Numbers far from all others: typing errors, or the most interesting rows."""
    count = column.oddities.far_out
    if count and column.role not in PLACES:
        farthest = _farthest(column)
        lie = "lies" if count == 1 else "lie"
        yield Finding(
            code="far_out",
            severity=Severity.MEDIUM if count < FEW * rows and _is_lonely(column) else Severity.LOW,
            columns=[column.name],
            sentence=f"{counted(count, 'value')} ({percent(count, rows)}) {lie} farther from the "
            "middle half of the values than three times its width. The farthest is "
            f"{shown(farthest[0].value, column.type)}.",
            count=count,
            share=count / rows,
            examples=farthest[:count],
        )


def skewed(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """A long tail: the mean is far from what is usual, and a logarithm may help."""
    skewness = column.skewness or 0
    median = _at(column, 0.5)
    if abs(skewness) >= VERY_SKEWED and column.mean is not None and median is not None:
        tail = "large" if skewness > 0 else "small"
        yield Finding(
            code="skewed",
            severity=Severity.LOW,
            columns=[column.name],
            sentence=f"It has a long tail of {tail} values (skewness {skewness:.1f}): the mean is "
            f"{shown(column.mean, column.type)}, the median {shown(median, column.type)}.",
        )


def mostly_zero(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """More zeros than anything else: they may mean that nothing was measured."""
    zeros, present = column.zeros or 0, rows - column.missing - column.mismatched
    if (column.distinct or 0) > 2 and zeros >= MOST * present:
        yield Finding(
            code="mostly_zero",
            severity=Severity.LOW,
            columns=[column.name],
            sentence=f"{percent(zeros, present)} of its values are 0.",
            count=zeros,
            share=zeros / present,
        )


def whole_decimals(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Whole numbers as decimals, which programs make of them for the sake of a missing value."""
    if column.oddities.all_whole and (column.distinct or 0) > 1:
        yield Finding(
            code="whole_decimals",
            severity=Severity.LOW,
            columns=[column.name],
            sentence="Its values are stored as decimals, and all of them are whole numbers.",
        )


def _farthest(column: ColumnProfile) -> list[Example]:
    """Return the end that lies farther from the median."""
    low, middle, high = (
        _number(value) for value in (column.minimum, _at(column, 0.5), column.maximum)
    )
    return column.highest if high - middle >= middle - low else column.lowest


def _is_lonely(column: ColumnProfile) -> bool:
    """Tell whether the farthest value is far from the next one, too: probably a misprint."""
    first, second = (_number(example.value) for example in _farthest(column)[:2])
    return abs(first - second) > LONELY * (_number(_at(column, 0.75)) - _number(_at(column, 0.25)))


def _at(column: ColumnProfile, share: float) -> Value | None:
    return next((q.value for q in column.quantiles if q.share == share), None)


def _number(value: Value | None) -> float:
    return float(value or 0)


NUMBER_RULES = (not_finite, far_out, skewed, mostly_zero, whole_decimals)
