"""What a reader should know before using the table."""

from enum import StrEnum

from pydantic import Field

from .base import Example, ResultModel


class Severity(StrEnum):
    """How much harm it does if it is ignored."""

    # Results will be wrong.
    HIGH = "high"
    # Results may be wrong.
    MEDIUM = "medium"
    # Good to know.
    LOW = "low"


class Finding(ResultModel):
    """One thing, in plain words."""

    code: str = Field(description="For programs, e.g. `mostly_missing`.")
    severity: Severity
    columns: list[str] = Field(description="Whom it concerns; empty: the table.")
    sentence: str
    count: int | None = Field(None, ge=0, description="How many rows or values.")
    share: float | None = Field(None, ge=0, le=1, description="Of the rows or values.")
    examples: list[Example] = []
