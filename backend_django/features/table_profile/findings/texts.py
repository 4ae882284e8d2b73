"""Findings about texts."""

from collections.abc import Iterator

from ..models import ColumnProfile, ColumnRole, Example, Finding, Severity
from ..words import counted


def spellings(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """One thing written in two ways counts as two."""
    if found := column.oddities.spellings:
        texts = found[0].texts[:2]
        first = " and ".join(f"“{text}”" for text in texts)
        count = sum(each.count for each in found)
        yield Finding(
            code="spellings",
            severity=Severity.MEDIUM,
            columns=[column.name],
            sentence=f"Some values differ in nothing but case or spaces, such as {first}.",
            count=count,
            share=count / rows,
            examples=[Example(line=None, value=text) for text in texts],
        )


def padded(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Invisible spaces, which make comparisons fail."""
    if count := column.oddities.padded:
        yield Finding(
            code="padded",
            severity=Severity.LOW,
            columns=[column.name],
            sentence=f"{counted(count, 'value')} begin or end with a space.",
            count=count,
            share=count / rows,
            examples=column.oddities.examples,
        )


def garbled(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Letters that were lost before the table came here."""
    if count := column.oddities.garbled:
        example = column.oddities.examples[-1].value
        yield Finding(
            code="garbled",
            severity=Severity.HIGH,
            columns=[column.name],
            sentence=f"{counted(count, 'value')} seem to have been read in a wrong encoding "
            f"before, such as “{example}”.",
            count=count,
            share=count / rows,
            examples=column.oddities.examples[-3:],
        )


def leading_zeros(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Codes that programs like to read as numbers."""
    # The lowest text begins with one if any does; long numbers are codes without them.
    if column.role is ColumnRole.CODE and str(column.minimum).startswith("0"):
        yield Finding(
            code="leading_zeros",
            severity=Severity.LOW,
            columns=[column.name],
            sentence="Its values are codes of digits. Read them as text: a number loses the "
            f"zeros of “{column.minimum}”.",
            examples=[Example(line=None, value=column.minimum)],
        )


def personal(column: ColumnProfile, rows: int) -> Iterator[Finding]:
    """Data about people need care."""
    if column.role is ColumnRole.EMAIL:
        yield Finding(
            code="personal",
            severity=Severity.MEDIUM,
            columns=[column.name],
            sentence="It holds e-mail addresses. Mind who may see the table and this profile.",
        )


TEXT_RULES = (spellings, padded, garbled, leading_zeros, personal)
