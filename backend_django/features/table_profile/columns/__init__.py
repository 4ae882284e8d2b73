"""Profile one column: what it holds, how it is spread, what is most frequent."""

from collections.abc import Callable

from ..kinds import kind_of, simplify
from ..models import NUMERIC, TEMPORAL, ColumnProfile, ColumnType, Example
from ..reading.table import Column
from ..values import finite
from .extremes import extremes
from .figures import lengths, quantiles, span
from .frequencies import frequencies
from .histogram import histogram
from .oddities import oddities
from .patterns import patterns
from .roles import role_of_number, role_of_text


def profile_column(
    name: str, column: Column, bins: int, line_of: Callable[[int], int] = lambda row: row + 1
) -> ColumnProfile:
    """Compute all figures of a column; those that make no sense for its type stay empty."""
    values = simplify(column.values).alias("value")
    kind = kind_of(values.dtype)
    if kind is ColumnType.DECIMAL:
        finite_ones = values.is_finite()
        not_finite = len(values) - values.null_count() - int(finite_ones.sum())
        values = values.set(~finite_ones, None) if not_finite else values
    else:
        not_finite = 0
    usable = values.drop_nulls()
    found = frequencies(usable, kind)
    minimum, maximum = span(usable, kind)
    is_number, is_text = kind in NUMERIC, kind is ColumnType.TEXT
    is_ordered = is_number or kind in TEMPORAL
    sizes = lengths(usable) if is_text else None
    lowest, highest = extremes(values, line_of) if is_ordered else ([], [])
    return ColumnProfile(
        name=name,
        type=kind,
        role=role_of_text(found, sizes, len(usable))
        if is_text
        else role_of_number(name, usable, found, kind, len(values))
        if is_number
        else None,
        stored_as=column.stored_as,
        missing=values.null_count() - column.misfits - not_finite,
        mismatched=column.misfits,
        mismatches=[
            Example(line=line_of(misfit.row), value=misfit.text)
            for misfit in column.misfit_examples
        ],
        not_finite=not_finite,
        distinct=found.distinct,
        distinct_estimated=found.is_estimated,
        zeros=int((usable == 0).sum()) if is_number else None,
        minimum=minimum,
        maximum=maximum,
        mean=finite(usable.mean()) if is_number else None,
        standard_deviation=finite(usable.std()) if is_number else None,
        skewness=finite(usable.skew(bias=False)) if is_number else None,
        quantiles=quantiles(usable, kind),
        histogram=histogram(usable, bins) if is_ordered else [],
        top_values=list(found.top),
        other=len(usable) - sum(top.count for top in found.top) if found.top else 0,
        lowest=lowest,
        highest=highest,
        lengths=sizes,
        oddities=oddities(values, kind, found, column.either_order, line_of),
        patterns=patterns(found.counts) if is_text else [],
        notes=list(column.notes),
    )
