"""What the columns of a table have to do with each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from ..models import Association, ColumnProfile, Duplicates, Redundant
from ..reading.table import Table
from ..stages import Stages
from .associations import find_associations
from .duplicates import find_duplicates
from .gathering import Gathered
from .keys import find_keys
from .redundancy import find_redundant

__all__ = ["Gathered", "Relations", "relate"]


@dataclass(frozen=True, kw_only=True)
class Relations:
    """What was found by looking at several columns at once."""

    duplicates: Duplicates
    keys: list[list[str]]
    redundant: list[Redundant]
    associations: list[Association]
    compared: int


def relate(
    table: Table, columns: Sequence[ColumnProfile], gathered: Gathered, stages: Stages
) -> Relations:
    """Compare rows and columns; each step can be cancelled."""

    def hashes_of(name: str) -> pl.Series:
        return table.column(name).hashes

    def tell(step: int, message: str) -> Callable[[], None]:
        stages.tell("table", step, 4, message)
        return stages.checkpoint

    tell(0, "Looking for rows that repeat")
    duplicates = stages.wait_for(partial(find_duplicates, gathered.row_hashes, table.line_of))
    checkpoint = tell(1, "Looking for keys")
    keys = stages.wait_for(partial(find_keys, columns, gathered, hashes_of, checkpoint))
    checkpoint = tell(2, "Looking for columns that say the same")
    redundant = stages.wait_for(partial(find_redundant, columns, gathered, hashes_of, checkpoint))
    checkpoint = tell(3, "Comparing columns")
    associations, compared = stages.wait_for(
        partial(find_associations, columns, gathered, checkpoint)
    )
    return Relations(
        duplicates=duplicates,
        keys=keys,
        redundant=redundant,
        associations=associations,
        compared=compared,
    )
