"""What one column holds."""

from enum import StrEnum

from pydantic import Field

from .base import Example, ResultModel, Value


class ColumnType(StrEnum):
    """How the values of a column are stored best."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    TEXT = "text"
    # Only missing values, so the type is unknown.
    EMPTY = "empty"
    # Lists, structures, durations and bytes of Parquet: only missing values are counted.
    OTHER = "other"


NUMERIC = {ColumnType.INTEGER, ColumnType.DECIMAL}
TEMPORAL = {ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME}


class ColumnRole(StrEnum):
    """What the values of a column are, where more can be told than their type."""

    # Every value is different, and names its row.
    IDENTIFIER = "identifier"
    # Few texts, again and again.
    CATEGORY = "category"
    # Digits that are no number: 05123 without its zero is something else.
    CODE = "code"
    # Sentences.
    FREE_TEXT = "free_text"
    EMAIL = "email"
    URL = "url"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    # Both in one text: 59.91, 10.75.
    COORDINATES = "coordinates"


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


class Pattern(ResultModel):
    """What texts look like: A a capital letter, a a small one, 9 a digit, + at least two."""

    pattern: str
    count: int = Field(ge=1)
    share: float = Field(ge=0, le=1, description="Of the values that were looked at.")


class Lengths(ResultModel):
    """How long the texts of a column are, in characters."""

    shortest: int = Field(ge=0)
    mean: float = Field(ge=0)
    longest: int = Field(ge=0)


class Spellings(ResultModel):
    """Texts that differ in nothing but case and spaces."""

    texts: list[str]
    count: int = Field(ge=2, description="Values that are one of them.")


class Oddities(ResultModel):
    """What is strange about values, counted for the findings."""

    far_out: int = Field(
        0, ge=0, description="Numbers farther from the middle half than three times its width."
    )
    padded: int = Field(0, ge=0, description="Texts that begin or end with a space.")
    garbled: int = Field(0, ge=0, description="Texts that were read in a wrong encoding once.")
    all_whole: bool = Field(False, description="Whether no decimal has a fraction.")
    either_order: bool = Field(
        False, description="Whether day and month of every date could be the other way round."
    )
    spellings: list[Spellings] = []
    stand_ins: list[TopValue] = Field([], description="Words like `unknown`.")
    examples: list[Example] = Field([], description="Of padded or garbled texts.")


class ColumnProfile(ResultModel):
    """What one column holds. Figures that make no sense for its type are null or empty."""

    name: str = Field(description="Unique within the table; long names are cut.")
    type: ColumnType
    role: ColumnRole | None = None
    stored_as: str = Field(description="Type in the file, e.g. Int64; String for CSV.")
    missing: int = Field(ge=0, description="Rows without a value.")
    mismatched: int = Field(0, ge=0, description="Values that do not fit the column's type.")
    mismatches: list[Example] = Field([], description="The first of them.")
    not_finite: int = Field(
        ge=0, description="NaN and infinite numbers; they are left out of the figures below."
    )
    distinct: int | None = Field(description="Different values, missing ones not counted.")
    distinct_estimated: bool = Field(False, description="Whether `distinct` is about right only.")
    zeros: int | None = Field(None, description="Numbers that are 0.")
    minimum: Value | None = Field(description="Smallest, earliest, or first in code point order.")
    maximum: Value | None = Field(description="Largest, latest, or last in code point order.")
    mean: float | None
    standard_deviation: float | None = Field(description="Of the sample (divided by n - 1).")
    skewness: float | None = Field(
        None, description="Of the sample: above 0 with a long tail of large values."
    )
    quantiles: list[Quantile] = Field(description="5, 25, 50, 75 and 95 %, ascending.")
    histogram: list[Bin] = Field(description="Bars of equal width, ascending.")
    top_values: list[TopValue] = Field(description="At most 10, the most frequent first.")
    other: int = Field(0, ge=0, description="Values that are none of the most frequent ones.")
    lowest: list[Example] = Field([], description="The smallest values, and where they stand.")
    highest: list[Example] = Field([], description="The largest values, and where they stand.")
    lengths: Lengths | None = Field(description="Text only.")
    patterns: list[Pattern] = Field([], description="Short texts only, the most frequent first.")
    oddities: Oddities = Oddities()
    notes: list[str] = Field(description="What else a reader should know, in sentences.")
