"""What a user may say about a table before it is profiled."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

NULL_WORDS = ["NA", "N/A", "#N/A", "NaN", "null", "NULL", "None", "-"]


class ProfileOptions(BaseModel):
    """How to read the table, and how finely to describe it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    delimiter: Literal["auto", "comma", "semicolon", "tab", "pipe"] = Field(
        "auto",
        title="Delimiter",
        description="What separates the fields of a text file. Auto looks at the first lines.",
    )
    has_header: bool = Field(
        True,
        title="First line holds the column names",
        description="Otherwise the columns are numbered. Parquet always brings its names.",
    )
    null_words: list[Annotated[str, Field(max_length=100)]] = Field(
        NULL_WORDS,
        title="Words for a missing value",
        description="Fields of a text file that count as missing, as empty ones always do.",
        max_length=50,
    )
    histogram_bins: int = Field(
        20, title="Histogram bars", description="About this many per column.", ge=5, le=50
    )
