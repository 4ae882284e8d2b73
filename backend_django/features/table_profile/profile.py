"""Profile a table: its columns one by one, then all of them together."""

import polars as pl

from .columns import profile_column
from .findings import find
from .models import ColumnProfile, Preview, Profile
from .reading import Table
from .relations.associations import find_associations
from .relations.duplicates import find_duplicates
from .relations.gathering import Gathered
from .relations.keys import find_keys
from .relations.missing import find_missing_together
from .relations.redundancy import find_redundant
from .stages import Stages
from .values import to_preview

PREVIEW_ROWS = 10
PREVIEW_CELLS = 2_000
# The profile of a wide table would be too large with all of its figures.
MANY_COLUMNS = 300
FEW_BINS = 10


def profile_table(table: Table, bins: int, stages: Stages) -> Profile:
    """Compute everything that a profile says."""
    gathered = Gathered(rows=table.rows, width=len(table.names))
    width = len(table.names)
    preview: list[pl.Series] = []
    columns: list[ColumnProfile] = []
    for n, name in enumerate(table.names):
        stages.tell("columns", n, width, f"Profiling {name}")
        column = table.column(name)
        profile = profile_column(
            name, column, bins if width <= MANY_COLUMNS else FEW_BINS, table.line_of
        )
        gathered.add(column, profile)
        columns.append(profile)
        preview.append(column.values.head(PREVIEW_ROWS))
    return _whole(table, columns, gathered, _preview(table, preview), stages)


def _whole(
    table: Table,
    columns: list[ColumnProfile],
    gathered: Gathered,
    preview: Preview,
    stages: Stages,
) -> Profile:
    def hashes_of(name: str) -> pl.Series:
        return table.column(name).hashes

    stages.tell("table", 0, 4, "Looking for rows that repeat")
    duplicates = find_duplicates(gathered.row_hashes, table.line_of)
    stages.tell("table", 1, 4, "Looking for keys")
    keys = find_keys(columns, gathered, hashes_of, stages.checkpoint)
    stages.tell("table", 2, 4, "Looking for columns that say the same")
    redundant = find_redundant(columns, gathered, hashes_of, stages.checkpoint)
    stages.tell("table", 3, 4, "Comparing columns")
    associations, compared = find_associations(columns, gathered, stages.checkpoint)
    profile = Profile(
        source=table.source,
        rows=table.rows,
        preview=preview,
        findings=[],
        columns=columns,
        duplicates=duplicates,
        keys=keys,
        redundant=redundant,
        missing_together=find_missing_together(columns, gathered),
        associations=associations,
        association_columns=compared,
    )
    return profile.model_copy(update={"findings": find(profile, table)})


def _preview(table: Table, heads: list[pl.Series]) -> Preview:
    rows = min(PREVIEW_ROWS, table.rows)
    shown = [to_preview(head) for head in heads[: PREVIEW_CELLS // PREVIEW_ROWS]]
    return Preview(
        lines=[table.line_of(row) for row in range(rows)],
        rows=[[column[row] for column in shown] for row in range(rows)],
    )
