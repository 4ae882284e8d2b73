"""Profile a table: its columns one by one, then all of them together."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from longhaul import MB

from .columns import profile_column
from .findings import find
from .models import ColumnProfile, Preview, Profile, Value
from .reading import Column, Table
from .relations import Gathered, relate
from .relations.missing import find_missing_together
from .stages import Stages
from .values import to_preview

PREVIEW_ROWS = 10
PREVIEW_CELLS = 2_000
# The profile of a wide table would be too large with all of its figures.
MANY_COLUMNS, FEW_BINS = 300, 10
# Two columns at a time keep two cores busy; of a large table memory has room for one.
AT_ONCE = 2
SMALL, FEW_ROWS = 50 * MB, 1_000_000


def profile_table(table: Table, bins: int, stages: Stages) -> Profile:
    """Compute everything that a profile says."""
    width = len(table.names)
    gathered = Gathered(rows=table.rows, width=width)
    bins = bins if width <= MANY_COLUMNS else FEW_BINS
    columns: list[ColumnProfile] = []
    heads: list[list[Value | None]] = []
    is_small = table.source.size <= SMALL and table.rows <= FEW_ROWS
    at_once = AT_ONCE if is_small else 1
    for n in range(0, width, at_once):
        names = table.names[n : n + at_once]
        stages.tell("columns", n, width, f"Profiling {', '.join(names)}")
        for column, head in stages.wait_for(partial(_look_at, table, names, bins, gathered)):
            columns.append(column)
            heads.append(head)
    relations = relate(table, columns, gathered, stages)
    profile = Profile(
        source=table.source,
        rows=table.rows,
        preview=_preview(table, heads),
        findings=[],
        columns=columns,
        duplicates=relations.duplicates,
        keys=relations.keys,
        redundant=relations.redundant,
        missing_together=find_missing_together(columns, gathered),
        associations=relations.associations,
        association_columns=relations.compared,
    )
    return profile.model_copy(update={"findings": find(profile, table)})


def _look_at(
    table: Table, names: Sequence[str], bins: int, gathered: Gathered
) -> list[tuple[ColumnProfile, list[Value | None]]]:
    def profiled(name: str) -> tuple[Column, ColumnProfile]:
        column = table.column(name)
        return column, profile_column(name, column, bins, table.line_of)

    looked_at = []
    with ThreadPoolExecutor(len(names)) as threads:
        for column, profile in threads.map(profiled, names):
            gathered.add(column, profile)
            looked_at.append((profile, to_preview(column.values.head(PREVIEW_ROWS))))
    return looked_at


def _preview(table: Table, heads: list[list[Value | None]]) -> Preview:
    rows = min(PREVIEW_ROWS, table.rows)
    shown = heads[: PREVIEW_CELLS // PREVIEW_ROWS]
    return Preview(
        lines=[table.line_of(row) for row in range(rows)],
        rows=[[head[row] for head in shown] for row in range(rows)],
    )
