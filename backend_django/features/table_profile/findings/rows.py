"""Findings about rows and about how the table was read."""

from collections.abc import Iterator

from ..models import Example, Finding, Profile, Severity
from ..reading.table import Table
from ..words import counted, percent

MANY_DUPLICATES = 0.1


def ragged_rows(profile: Profile, table: Table) -> Iterator[Finding]:
    """Rows with too few or too many fields: a delimiter or a quotation mark is missing."""
    issues = table.issues
    if issues.ragged:
        example = issues.ragged_rows[0]
        yield Finding(
            code="ragged_rows",
            severity=Severity.HIGH,
            columns=[],
            sentence=f"{counted(issues.ragged, 'row')} do not have {counted(issues.width, 'field')}"
            f"; line {example.line:,} has {example.found:,}. Fields that were too few are missing, "
            "and those that were too many are left out.",
            count=issues.ragged,
            share=issues.ragged / issues.rows,
            examples=[Example(line=row.line, value=row.found) for row in issues.ragged_rows],
        )


def unreadable_lines(profile: Profile, table: Table) -> Iterator[Finding]:
    """Lines that are no JSON object."""
    issues = table.issues
    if issues.unreadable:
        yield Finding(
            code="unreadable_lines",
            severity=Severity.HIGH,
            columns=[],
            sentence=f"{counted(issues.unreadable, 'line')} hold no JSON object and were left out.",
            count=issues.unreadable,
            share=issues.unreadable / (issues.rows + issues.unreadable),
            examples=[Example(line=line, value=None) for line in issues.unreadable_lines],
        )


def repeated_names(profile: Profile, table: Table) -> Iterator[Finding]:
    """Two columns of one name: programs take the last one, or refuse."""
    if table.repeated_names:
        yield Finding(
            code="repeated_names",
            severity=Severity.MEDIUM,
            columns=list(table.repeated_names[:10]),
            sentence=f"{counted(len(table.repeated_names), 'column')} had the name of an earlier "
            "one and got a number.",
            count=len(table.repeated_names),
        )


def duplicate_rows(profile: Profile, table: Table) -> Iterator[Finding]:
    """Rows that stand there twice."""
    rows = profile.duplicates.rows
    if rows and len(profile.columns) > 1:
        share = rows / profile.rows
        yield Finding(
            code="duplicate_rows",
            severity=Severity.HIGH if share >= MANY_DUPLICATES else Severity.MEDIUM,
            columns=[],
            sentence=f"{counted(rows, 'row')} ({percent(rows, profile.rows)}) repeat an earlier "
            "row in every column.",
            count=rows,
            share=share,
            examples=[Example(line=line, value=None) for line in profile.duplicates.lines],
        )


def guessed_encoding(profile: Profile, table: Table) -> Iterator[Finding]:
    """Text that is not UTF-8 may be in many other encodings."""
    if profile.source.encoding == "Windows-1252":
        yield Finding(
            code="guessed_encoding",
            severity=Severity.LOW,
            columns=[],
            sentence="The text is not UTF-8, so it was read as Windows-1252. If accents look "
            "wrong, read it again with another encoding.",
        )


ROW_RULES = (ragged_rows, unreadable_lines, repeated_names, duplicate_rows, guessed_encoding)
