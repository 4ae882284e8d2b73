"""What a profile says about a table. Small, and plain JSON throughout."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Value = Annotated[
    bool | int | float | str,
    Field(
        description="A value of the column. Dates and times are ISO 8601 strings, integers beyond "
        "2^53 are strings of digits, and long text is cut and ends with an ellipsis."
    ),
]


class ColumnType(StrEnum):
    """What a column holds."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    TEXT = "text"
    # Nothing but missing values, so nobody can tell.
    EMPTY = "empty"
    # Lists, structures, durations and bytes of Parquet: only missing values are counted.
    OTHER = "other"


NUMERIC = {ColumnType.INTEGER, ColumnType.DECIMAL}
TEMPORAL = {ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME}


class FileFormat(StrEnum):
    """How the bytes of a table are laid out."""

    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"


class ResultModel(BaseModel):
    """Base of the models below: a result never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Source(ResultModel):
    """How the table was read."""

    name: str = Field(description="The file's name.")
    size: int = Field(ge=0, description="Bytes of the file.")
    format: FileFormat
    encoding: str | None = Field(description="Encoding of the text; null for Parquet.")
    delimiter: str | None = Field(description="What separates the fields; null for Parquet.")
    has_header: bool = Field(description="Whether the names come from the file.")
    notes: list[str] = Field(description="What else a reader should know, in sentences.")


class Quantile(ResultModel):
    """The value below which a share of the column lies."""

    share: float = Field(ge=0, le=1, description="0.5 is the median.")
    value: Value


class Bin(ResultModel):
    """One bar of a histogram."""

    start: Value = Field(description="Lower edge, included.")
    end: Value = Field(description="Upper edge, included in the last bar only.")
    count: int = Field(ge=0, description="Values between the edges.")


class TopValue(ResultModel):
    """One of the most frequent values."""

    value: Value
    count: int = Field(ge=1, description="How often it occurs.")


class Lengths(ResultModel):
    """How long the texts of a column are, in characters."""

    shortest: int = Field(ge=0)
    mean: float = Field(ge=0)
    longest: int = Field(ge=0)


class ColumnProfile(ResultModel):
    """What one column holds. Figures that make no sense for its type are null or empty."""

    name: str = Field(description="Unique within the table; long names are cut.")
    type: ColumnType
    stored_as: str = Field(description="Type in the file, e.g. Int64; String for CSV.")
    missing: int = Field(ge=0, description="Rows without a value.")
    not_finite: int = Field(
        ge=0, description="NaN and infinite numbers; they are left out of the figures below."
    )
    distinct: int | None = Field(description="Different values, missing ones not counted.")
    minimum: Value | None = Field(description="Smallest, earliest, or first in code point order.")
    maximum: Value | None = Field(description="Largest, latest, or last in code point order.")
    mean: float | None
    standard_deviation: float | None = Field(description="Of the sample (divided by n - 1).")
    quantiles: list[Quantile] = Field(description="5, 25, 50, 75 and 95 %, ascending.")
    histogram: list[Bin] = Field(description="Bars of equal width, ascending.")
    top_values: list[TopValue] = Field(description="At most 10, the most frequent first.")
    lengths: Lengths | None = Field(description="Text only.")
    notes: list[str] = Field(description="What else a reader should know, in sentences.")


class Profile(ResultModel):
    """What a table holds, column by column."""

    source: Source
    rows: int = Field(ge=0)
    columns: list[ColumnProfile] = Field(description="In the order of the file.")
