"""Describe one column."""

from collections.abc import Iterator

from ..models import TEMPORAL, ColumnProfile, ColumnType, TopValue
from ..words import counted, number, percent, shown
from .charts import bars, meter
from .markup import Markup, element

# Numbers are told by their histogram; their most frequent values come second.
TOP_VALUES_BESIDE_HISTOGRAM = 5
QUANTILES = {0.05: "5 %", 0.25: "25 %", 0.5: "Median", 0.75: "75 %", 0.95: "95 %"}


def card(column: ColumnProfile, rows: int, position: int) -> Markup:
    """Return the section of a column; `position` counts from 1."""
    heading = f"column-{position}"
    return element(
        "section",
        element(
            "header",
            element("h3", column.name, id=heading),
            element("span", kind(column), class_="type"),
        ),
        element("p", " · ".join(_summary(column, rows)), class_="quiet"),
        *(element("p", note, class_="note") for note in column.notes),
        *_histogram(column),
        *_figures(column),
        *_top_values(column, rows - column.missing - column.mismatched - column.not_finite),
        class_="card",
        aria_labelledby=heading,
    )


def kind(column: ColumnProfile) -> str:
    """Name what a column is: what its values are, where more is known than their type."""
    return (column.role or column.type).value.replace("_", " ")


def histogram(column: ColumnProfile) -> Markup:
    """Draw the histogram of a column that has one."""
    return bars(
        [bar.count for bar in column.histogram],
        [
            f"{shown(bar.start, column.type)} to {shown(bar.end, column.type)}: {bar.count:,}"
            for bar in column.histogram
        ],
        label=f"Histogram of {column.name}",
    )


def _summary(column: ColumnProfile, rows: int) -> Iterator[str]:
    if column.distinct is not None:
        yield f"{'about ' if column.distinct_estimated else ''}{column.distinct:,} distinct"
    if column.missing:
        yield f"{column.missing:,} missing ({percent(column.missing, rows)})"
    else:
        yield "none missing"
    if column.mismatched:
        yield f"{column.mismatched:,} do not fit"
    if column.not_finite:
        yield f"{column.not_finite:,} not finite"
    if lengths := column.lengths:
        shortest = "" if lengths.shortest == lengths.longest else f"{lengths.shortest:,} to "
        yield shortest + counted(lengths.longest, "character")


def _histogram(column: ColumnProfile) -> Iterator[Markup]:
    if len(column.histogram) > 1:
        ends = (shown(end, column.type) for end in (column.minimum, column.maximum))
        axis = element("figcaption", *(element("span", end) for end in ends))
        yield element("figure", histogram(column), axis)


def _figures(column: ColumnProfile) -> Iterator[Markup]:
    figures = {
        QUANTILES[quantile.share]: shown(quantile.value, column.type)
        for quantile in column.quantiles
    }
    if column.mean is not None:
        figures["Mean"] = number(column.mean)
    if column.standard_deviation is not None:
        figures["Std. dev."] = number(column.standard_deviation)
    if column.skewness is not None:
        figures["Skewness"] = number(column.skewness)
    if figures:
        pairs = (element("div", element("dt", k), element("dd", v)) for k, v in figures.items())
        yield element("dl", *pairs, class_="dates" if column.type in TEMPORAL else "figures")


def _top_values(column: ColumnProfile, present: int) -> Iterator[Markup]:
    limit = TOP_VALUES_BESIDE_HISTOGRAM if column.histogram else len(column.top_values)
    top = column.top_values[:limit]
    if top and top[0].count == 1 and len(top) > 1:
        yield element("p", f"Every value is different, such as {shown(top[0].value, column.type)}.")
    elif top:
        rows = [_top_value(value, column.type, present) for value in top]
        if other := present - sum(value.count for value in top):
            rows.append(_row("all others", other, present))
        yield element(
            "table",
            element("caption", "Most frequent"),
            element("tbody", *rows),
            class_="top",
        )


def _top_value(top: TopValue, kind: ColumnType, present: int) -> Markup:
    return _row(shown(top.value, kind), top.count, present)


def _row(name: str, count: int, present: int) -> Markup:
    share = percent(count, present)
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", meter(count / present, label=share)),
        element("td", f"{count:,}", title=f"{share} of {counted(present, 'value')}"),
    )
