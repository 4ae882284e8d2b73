"""How a table was read."""

from enum import StrEnum

from pydantic import Field

from .base import ResultModel, Value


class FileFormat(StrEnum):
    """How the bytes of a table are laid out."""

    CSV = "csv"
    TSV = "tsv"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


class Source(ResultModel):
    """How the table was read."""

    name: str = Field(description="The file's name.")
    size: int = Field(ge=0, description="Bytes of the file.")
    format: FileFormat
    gzipped: bool = False
    encoding: str | None = Field(description="Encoding of the text; null where there is none.")
    delimiter: str | None = Field(description="What separates the fields; null if nothing does.")
    has_header: bool = Field(description="Whether the names come from the file.")
    sheet: str | None = Field(None, description="Sheet of a workbook.")
    notes: list[str] = Field(description="What else a reader should know, in sentences.")

    @property
    def place(self) -> str:
        """Name what a row's number counts."""
        return "line" if self.encoding else "row"


class Preview(ResultModel):
    """The first rows, as they stand in the file."""

    lines: list[int] = Field(description="Where each row stands.")
    rows: list[list[Value | None]] = Field(description="A value for each of the first columns.")
