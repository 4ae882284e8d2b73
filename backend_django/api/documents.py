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

    current: int = Field(examples=[7])
    total: int | None = Field(examples=[19])
    percent: int | None = Field(examples=[36])
    message: str = Field(examples=["reading row 7"])


class ErrorSummary(BaseModel):
    """Why a job ended without a result."""

    code: str = Field(examples=["worker_lost"])
    title: str = Field(examples=["The job's worker was lost"])
    retryable: bool = Field(description="Whether trying again may help")


class ErrorDocument(ErrorSummary):
    """Why a job ended without a result, and what to do about it."""

    detail: str = Field(examples=["Its worker died or fell silent, 3 times."])


class FileDocument(BaseModel):
    """A file of a job."""

    name: str = Field(description="Its file name", examples=["flights.csv"])
    kind: str = Field(json_schema_extra={"enum": ["input", "output"]})
    part: str = Field(description="The upload or download that it belongs to", examples=["table"])
    size: int = Field(description="Bytes", examples=[31053850])
    sha256: str = Field(description="In hexadecimal", examples=["9f86d081…"])
    url: str = Field(examples=["/api/v1/…"])


class LinksDocument(BaseModel):
    """Where everything about a job is."""

    self: str = Field(examples=["/api/v1/read-aloud/status/0197a5e2-…/"])
    results: str = Field(examples=["/api/v1/read-aloud/results/0197a5e2-…/"])
    cancel: str = Field(examples=["/api/v1/read-aloud/cancel/0197a5e2-…/"])
    retry: str = Field(examples=["/api/v1/read-aloud/retry/0197a5e2-…/"])
    repeat: str = Field(examples=["/api/v1/read-aloud/repeat/0197a5e2-…/"])
    delete: str = Field(examples=["/api/v1/read-aloud/delete/0197a5e2-…/"])
    downloads: dict[str, str] = Field(
        description="By the name of the download",
        examples=[{"report": "/api/v1/read-aloud/download-report/0197a5e2-…/"}],
    )


class JobSummary(BaseModel):
    """A job in a list."""

    id: UUID
    feature: str = Field(examples=["read-aloud"])
    status: Status = Field(examples=["processing"])
    phase: Phase | Status = Field(
        description="What happens now; the status, once it is final", examples=["running"]
    )
    progress: ProgressDocument
    attempt: int = Field(description="A number names one attempt for ever", examples=[1])
    max_attempts: int = Field(examples=[3])
    cancel_requested: bool = Field(examples=[False])
    title: str = Field(examples=["flights.csv"])
    options: dict[str, Any]
    error: ErrorSummary | None = Field(description="Why it failed", examples=[None])
    created_at: Moment
    available_at: Moment = Field(description="Not run before this")
    started_at: Moment | None = Field(description="Of the newest attempt")
    finished_at: Moment | None
    expires_at: Moment | None = Field(description="When results and files go")
    links: LinksDocument


class JobDocument(JobSummary):
    """A job: the status document."""

    error: ErrorDocument | None = Field(description="Why it failed", examples=[None])
    files: list[FileDocument]


class AcceptedDocument(JobDocument):
    """The job that a request for one gives."""

    deduplicated: bool = Field(
        description="Whether the same work was under way already, in this job", examples=[False]
    )


class ResultsDocument(BaseModel):
    """What a completed job returned."""

    id: UUID
    feature: str = Field(examples=["read-aloud"])
    finished_at: Moment
    result: dict[str, Any]
    files: list[FileDocument]


class JobPage(BaseModel):
    """A page of jobs; `next` and `previous` are whole addresses, or null at the ends."""

    next: str | None
    previous: str | None
    results: list[JobSummary]


class SummaryDocument(BaseModel):
    """How many jobs the caller has, by status; those in `capped` have more than is counted."""

    counts: dict[Status, int]
    capped: list[Status]


class UploadDescription(BaseModel):
    name: str
    extensions: list[str]
    max_bytes: int
    max_files: int
    max_total_bytes: int = Field(description="Of all its files together")
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


class WorkerDocument(BaseModel):
    """A worker; `seen_at` is when its keeper last reported."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    seen_at: Moment
    queues: list[str]
    release: str
    started_at: Moment | None
    alive: bool
    stalled: bool = Field(
        description="Whether it was free, took nothing, and has not been started anew since"
    )


class HealthDocument(BaseModel):
    """The state of the system. It works if there are no `faults`."""

    model_config = ConfigDict(from_attributes=True)

    faults: list[str] = Field(description="What is wrong, in sentences")
    broker: bool = Field(description="Whether the broker answers")
    messages: dict[str, int] = Field(description="Wake-up calls that wait, by queue")
    workers: list[WorkerDocument]
    backlog: dict[str, int] = Field(description="Jobs that are due, by queue")
    oldest_due: Moment | None = Field(description="Since when the oldest of them is due")
    expired_leases: int = Field(description="Jobs whose worker fell silent and nobody noticed")


class ThroughputSlot(BaseModel):
    """How many jobs ended from `start` until the next slot's, and how."""

    model_config = ConfigDict(from_attributes=True)

    start: Moment
    completed: int
    failed: int
    cancelled: int


class ThroughputDocument(BaseModel):
    """What ended lately, oldest first; the newest slot is not over yet."""

    model_config = ConfigDict(from_attributes=True)

    hour: list[ThroughputSlot] = Field(description="In slots of five minutes")
    day: list[ThroughputSlot] = Field(description="In slots of an hour")


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
