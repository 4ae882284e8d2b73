"""How the API says what is wrong."""

from pydantic import BaseModel


class ProblemField(BaseModel):
    field: str
    code: str
    detail: str


class ProblemBody(BaseModel):
    """An error (RFC 9457); `type` is a page that explains the code."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[ProblemField] = []
