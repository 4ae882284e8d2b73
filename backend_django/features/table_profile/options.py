"""What a user may say about a table before it is profiled."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

NULL_WORDS = ["NA", "N/A", "n/a", "#N/A", "NaN", "nan", "null", "NULL", "None", "\\N", "-"]

Encoding = Literal[
    "auto",
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "windows-1252",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-15",
    "windows-1250",
    "windows-1251",
    "mac-roman",
    "shift_jis",
    "gb18030",
    "big5",
    "euc-kr",
]


class ProfileOptions(BaseModel):
    """How to read the table, and how finely to describe it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    delimiter: Literal["auto", "comma", "semicolon", "tab", "pipe"] = Field(
        "auto",
        title="Delimiter",
        description="What separates the fields of a text file. Auto looks at the first lines.",
    )
    encoding: Encoding = Field(
        "auto",
        title="Encoding",
        description="How the bytes of a text file become letters. Auto looks at all of them.",
    )
    header: Literal["auto", "yes", "no"] = Field(
        "auto",
        title="First line holds the column names",
        description="Without them the columns are numbered. Parquet always brings its names.",
    )
    decimal_sign: Literal["auto", "point", "comma"] = Field(
        "auto",
        title="Decimal sign",
        description="Point reads 1,234 as a large number, comma as a small one.",
    )
    date_order: Literal["auto", "month_first", "day_first"] = Field(
        "auto",
        title="Order of 2/3/2024",
        description="Auto takes the order that fits every value, and the month first if both do.",
    )
    null_words: list[Annotated[str, Field(max_length=100)]] = Field(
        NULL_WORDS,
        title="Words for a missing value",
        description="Fields that count as missing, as empty ones always do. Not for Parquet.",
        max_length=50,
    )
    sheet: str = Field(
        "",
        title="Sheet",
        description="The name of a workbook's sheet. Empty: the first one that holds something.",
        max_length=100,
    )
    histogram_bins: int = Field(
        20, title="Histogram bars", description="About this many per column.", ge=5, le=50
    )
