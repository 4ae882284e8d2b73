"""What the models of a profile share. Small, and plain JSON throughout."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Value = Annotated[
    bool | int | float | str,
    Field(
        description="A value of the column. Dates and times are ISO 8601 strings, integers beyond "
        "2^53 are strings of digits, and long text is cut and ends with an ellipsis."
    ),
]


class ResultModel(BaseModel):
    """Base of the models: a result never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Example(ResultModel):
    """A value, and where it stands."""

    line: int | None = Field(ge=1, description="Line of a text, row of any other table.")
    value: Value | None
