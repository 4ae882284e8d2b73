"""Describe the table as a whole."""

from collections.abc import Iterator

from ..models import ColumnProfile, FileFormat, Profile, Source
from ..words import counted, percent, shown, size
from .card import histogram, kind
from .markup import Markup, element

FORMATS = {
    FileFormat.CSV: "CSV",
    FileFormat.TSV: "TSV",
    FileFormat.JSON_LINES: "JSON Lines",
    FileFormat.PARQUET: "Parquet",
    FileFormat.XLSX: "Excel workbook",
}
HEADINGS = {
    "Column": "",
    "Type": "",
    "Missing": "figure",
    "Distinct": "figure",
    "From": "value",
    "To": "value",
    "Spread": "",
}


def masthead(profile: Profile) -> Markup:
    """Return the title with the figures of the table."""
    source = profile.source
    cells = profile.rows * len(profile.columns)
    missing = sum(column.missing for column in profile.columns)
    figures = {
        "Rows": f"{profile.rows:,}",
        "Columns": f"{len(profile.columns):,}",
        "Missing cells": percent(missing, cells),
        "Repeated rows": f"{profile.duplicates.rows:,}",
        "Size": size(source.size),
    }
    pairs = (element("div", element("dt", k), element("dd", v)) for k, v in figures.items())
    return element(
        "header",
        element("p", "Table profile", class_="quiet"),
        element("h1", source.name),
        element("dl", *pairs, class_="totals"),
        element("p", "Read as ", ", ".join(_reading(source)), ".", class_="quiet"),
        *_key(profile),
        *(element("p", note, class_="note") for note in source.notes),
    )


def contents(profile: Profile) -> Markup:
    """Return one line per column, leading to its card."""
    head = (element("th", title, scope="col", class_=kind) for title, kind in HEADINGS.items())
    rows = (_line(column, profile.rows, n) for n, column in enumerate(profile.columns, 1))
    return element(
        "div",
        element(
            "table",
            element("caption", counted(len(profile.columns), "column")),
            element("thead", element("tr", *head)),
            element("tbody", *rows),
        ),
        class_="contents",
        tabindex=0,
        role="region",
        aria_label="All columns",
    )


def _reading(source: Source) -> Iterator[str]:
    yield FORMATS[source.format] + (" in gzip" if source.gzipped else "")
    if source.encoding:
        yield source.encoding
    if source.sheet:
        yield f"sheet {source.sheet}"
    if source.delimiter:
        yield f"{source.delimiter}-separated"
        yield "with a header" if source.has_header else "without a header"


def _key(profile: Profile) -> Iterator[Markup]:
    if profile.keys:
        names = " and ".join(profile.keys[0])
        yield element("p", f"A row is named by {names}.", class_="quiet")


def _line(column: ColumnProfile, rows: int, position: int) -> Markup:
    distinct = "" if column.distinct is None else f"{column.distinct:,}"
    ends = (
        element("td", "" if end is None else shown(end, column.type), class_="value")
        for end in (column.minimum, column.maximum)
    )
    return element(
        "tr",
        element("th", element("a", column.name, href=f"#column-{position}"), scope="row"),
        element("td", element("span", kind(column), class_="type")),
        element("td", percent(column.missing, rows) if column.missing else "", class_="figure"),
        element("td", distinct, class_="figure"),
        *ends,
        element("td", histogram(column) if len(column.histogram) > 1 else ""),
    )
