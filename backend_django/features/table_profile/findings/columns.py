"""Findings about any column."""

from collections.abc import Iterator

from ..columns.roles import NAMES_ROWS
from ..models import ColumnProfile, ColumnRole, ColumnType, Example, Finding, Severity
from ..words import counted, percent, shown

NEARLY_ALL = 0.95
NEARLY_UNIQUE = 0.95
FEWEST_ROWS = 20


def mismatched(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Values that are not what their column holds."""
    if column.mismatched:
        first = column.mismatches[0].value
        yield Finding(
            code="mismatched",
            severity=Severity.HIGH,
            columns=[column.name],
            sentence=f"{counted(column.mismatched, 'value')} "
            f"({percent(column.mismatched, rows)}) fit no {column.type}, such as “{first}”. "
            "They are left out of its figures.",
            count=column.mismatched,
            share=column.mismatched / rows,
            examples=column.mismatches,
        )


def constant(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """One value in every row tells nothing."""
    if column.distinct == 1 and rows > 1 and not column.missing and column.top_values:
        value = shown(column.top_values[0].value, column.type)
        yield Finding(
            code="constant",
            severity=Severity.LOW,
            columns=[column.name],
            sentence=f"Every row has the same value, {value}.",
            count=rows,
            share=1,
            examples=[Example(line=None, value=column.top_values[0].value)],
        )


def repeated_identifier(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """An identifier that is not always different: rows were joined or entered twice."""
    present = column.top_values and sum(top.count for top in column.top_values) + column.other
    distinct = column.distinct or 0
    if not present or present < FEWEST_ROWS or not NAMES_ROWS.search(column.name):
        return
    if NEARLY_UNIQUE * present <= distinct < present and column.type in (
        ColumnType.INTEGER, ColumnType.TEXT,
    ):  # fmt: skip
        repeated = [top for top in column.top_values if top.count > 1]
        if not repeated:  # the number of different values was estimated
            return
        value = shown(repeated[0].value, column.type)
        yield Finding(
            code="repeated_identifier",
            severity=Severity.HIGH,
            columns=[column.name],
            sentence=f"It seems to name rows, but {counted(present - distinct, 'value')} occurred "
            f"before, such as {value} ({repeated[0].count:,} times).",
            count=present - distinct,
            share=(present - distinct) / present,
            examples=[Example(line=None, value=top.value) for top in repeated],
        )


def one_sided(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """A category that is nearly always the same tells little, and misleads models."""
    is_category = column.role is ColumnRole.CATEGORY or column.type is ColumnType.BOOLEAN
    if not is_category or not column.top_values or (column.distinct or 0) < 2:
        return
    top, present = column.top_values[0], rows - column.missing - column.mismatched
    if top.count >= NEARLY_ALL * present and rows >= FEWEST_ROWS:
        yield Finding(
            code="one_sided",
            severity=Severity.LOW,
            columns=[column.name],
            sentence=f"{percent(top.count, present)} of its values are "
            f"{shown(top.value, column.type)}.",
            count=top.count,
            share=top.count / present,
            examples=[Example(line=None, value=top.value)],
        )


COLUMN_RULES = (mismatched, constant, repeated_identifier, one_sided)
