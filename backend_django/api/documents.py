"""What the API says, as types. The OpenAPI schema is made from them."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, RootModel, WithJsonSchema

from jobs.models import Phase, Status


def to_iso(moment: datetime) -> str:
    """Write a moment as UTC with milliseconds: 2026-11-20T09:03:00.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[
    datetime,
    PlainSerializer(to_iso, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class ProgressDocument(BaseModel):
    """How far the work is; `total` and `percent` are null while nobody knows."""

    current: int
    total: int | None
    percent: int | None
    message: str


class ErrorSummary(BaseModel):
    """Why a job ended without a result."""

    code: str
    title: str
    retryable: bool


class ErrorDocument(ErrorSummary):
    """Why a job ended without a result, and what to do about it."""

    detail: str


class FileDocument(BaseModel):
    """A file of a job."""

    name: str
    kind: str = Field(json_schema_extra={"enum": ["input", "output"]})
    size: int = Field(description="Bytes")
    sha256: str
    url: str


class LinksDocument(BaseModel):
    """Where everything about a job is."""

    self: str
    results: str
    cancel: str
    retry: str
    delete: str
    downloads: dict[str, str]


class JobSummary(BaseModel):
    """A job in a list."""

    id: UUID
    feature: str
    status: Status
    phase: Phase | Status
    progress: ProgressDocument
    attempt: int
    max_attempts: int
    cancel_requested: bool
    title: str
    options: dict[str, Any]
    error: ErrorSummary | None
    created_at: Moment
    available_at: Moment
    started_at: Moment | None
    finished_at: Moment | None
    expires_at: Moment | None
    links: LinksDocument


class JobDocument(JobSummary):
    """A job: the status document."""

    error: ErrorDocument | None
    files: list[FileDocument]


class ResultsDocument(BaseModel):
    """What a completed job returned."""

    id: UUID
    feature: str
    finished_at: Moment
    result: dict[str, Any]
    files: list[FileDocument]


class JobPage(BaseModel):
    """A page of jobs; `next` and `previous` are whole addresses, or null at the ends."""

    next: str | None
    previous: str | None
    results: list[JobSummary]


class UploadDescription(BaseModel):
    name: str
    extensions: list[str]
    max_bytes: int
    max_files: int
    required: bool


class DownloadDescription(BaseModel):
    name: str
    title: str
    media_type: str


class FeatureDescription(BaseModel):
    """What can be asked for, and how. The schemas are JSON Schema 2020-12."""

    slug: str
    title: str
    description: str
    uploads: list[UploadDescription]
    options_schema: dict[str, Any]
    result_schema: dict[str, Any]
    downloads: list[DownloadDescription]
    sample: bool
    time_limit_seconds: int


class FeatureCatalogue(RootModel[list[FeatureDescription]]):
    """Every feature."""


class VersionDocument(BaseModel):
    version: str
    environment: str
    commit: str


class SessionUser(BaseModel):
    email: str
    is_staff: bool


class SessionDocument(BaseModel):
    """Who is signed in at the page; null for a guest."""

    user: SessionUser | None


class DetailDocument(BaseModel):
    """What happened, in one sentence."""

    detail: str


class EmailDocument(BaseModel):
    """An account's address; `pending` takes its place once it is verified."""

    email: str
    verified: bool
    pending: str | None


class TokenDocument(BaseModel):
    """A token; `last_used_at` is true to the minute, null while it was not used."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    created_at: Moment
    last_used_at: Moment | None
    expires_at: Moment | None


class NewTokenDocument(TokenDocument):
    """A token that was made just now."""

    key: str = Field(description="Send it as `Authorization: Token <key>`. It is shown only now.")


class TokenList(RootModel[list[TokenDocument]]):
    """The tokens that hold."""


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
