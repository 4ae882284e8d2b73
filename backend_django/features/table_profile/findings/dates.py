"""Findings about dates and times."""

from collections.abc import Iterator

from ..models import ColumnProfile, ColumnType, Example, Finding, Severity

EARLIEST, LATEST = 1800, 2100
DATED = {ColumnType.DATE, ColumnType.DATETIME}


def either_order(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """No number is above 12, so days and months cannot be told apart."""
    if column.oddities.either_order:
        yield Finding(
            code="either_order",
            severity=Severity.MEDIUM,
            columns=[column.name],
            sentence="Every date could be day/month as well as month/day; the month was read "
            "first. If that is wrong, read the table again with the day first.",
        )


def implausible_dates(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """A year before the railways or after our grandchildren is a stand-in, or a misprint."""
    if column.type not in DATED:
        return
    ends = [*column.lowest, *column.highest]
    strange = [end for end in ends if not EARLIEST <= _year(end) <= LATEST]
    if strange:
        yield Finding(
            code="implausible_dates",
            severity=Severity.MEDIUM,
            columns=[column.name],
            sentence=f"Some dates are hardly meant, such as {strange[0].value}.",
            examples=strange,
        )


def _year(example: Example) -> int:
    text = str(example.value)
    return int(text[: text.index("-", 1)])


DATE_RULES = (either_order, implausible_dates)
