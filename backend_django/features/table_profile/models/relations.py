"""What the columns of a table have to do with each other."""

from enum import StrEnum

from pydantic import Field

from .base import ResultModel


class Measure(StrEnum):
    """How strongly two columns go together, 0 not at all, 1 (or -1) entirely."""

    # Two numbers: how well a straight line tells one from the other.
    PEARSON = "pearson"
    # Two numbers: how well the order of one tells the order of the other.
    SPEARMAN = "spearman"
    # Two categories, corrected for small tables (Bergsma 2013).
    CRAMERS_V = "cramers_v"
    # A category and a number: the share of the deviation that lies between the categories' means.
    ETA = "eta"


class Association(ResultModel):
    """Two columns that go together."""

    first: str
    second: str
    measure: Measure
    value: float = Field(ge=-1, le=1)
    n: int = Field(ge=0, description="Rows with both values that were looked at.")


class Together(ResultModel):
    """Columns that are missing in exactly the same rows."""

    columns: list[str]
    rows: int = Field(ge=1)


class RedundantKind(StrEnum):
    """Why one of two columns can go."""

    # The same values in every row.
    COPY = "copy"
    # Each value of one stands beside one value of the other, and the other way round.
    RENAMED = "renamed"


class Redundant(ResultModel):
    """Two columns that say the same."""

    kind: RedundantKind
    first: str
    second: str


class Duplicates(ResultModel):
    """Rows that repeat an earlier one in every column."""

    rows: int = Field(ge=0)
    lines: list[int] = Field(description="Where the first of them stand.")
