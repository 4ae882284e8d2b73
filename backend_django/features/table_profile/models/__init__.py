"""What a profile says about a table."""

from pydantic import Field

from .base import Example, ResultModel, Value
from .column import (
    NUMERIC,
    TEMPORAL,
    Bin,
    ColumnProfile,
    ColumnRole,
    ColumnType,
    Lengths,
    Oddities,
    Pattern,
    Quantile,
    Spellings,
    TopValue,
)
from .finding import Finding, Severity
from .relations import (
    Association,
    Duplicates,
    Measure,
    Redundant,
    RedundantKind,
    Together,
)
from .source import FileFormat, Preview, Source

__all__ = [
    "NUMERIC",
    "TEMPORAL",
    "Association",
    "Bin",
    "ColumnProfile",
    "ColumnRole",
    "ColumnType",
    "Duplicates",
    "Example",
    "FileFormat",
    "Finding",
    "Lengths",
    "Measure",
    "Oddities",
    "Pattern",
    "Preview",
    "Profile",
    "Quantile",
    "Redundant",
    "RedundantKind",
    "ResultModel",
    "Severity",
    "Source",
    "Spellings",
    "Together",
    "TopValue",
    "Value",
]


class Profile(ResultModel):
    """What a table holds, column by column, and over all of them."""

    source: Source
    rows: int = Field(ge=0)
    preview: Preview
    findings: list[Finding] = Field(description="The most severe first.")
    columns: list[ColumnProfile] = Field(description="In the order of the file.")
    duplicates: Duplicates
    keys: list[list[str]] = Field(
        description="Columns that name each row: one, or the fewest together. At most 5."
    )
    redundant: list[Redundant] = Field(description="Pairs of columns of which one would do.")
    missing_together: list[Together]
    associations: list[Association] = Field(description="The strongest first, at most 100.")
    association_columns: int = Field(ge=0, description="Columns that were compared.")
