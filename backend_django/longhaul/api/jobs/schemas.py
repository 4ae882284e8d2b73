"""What the API says of jobs."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from longhaul.api.http import Moment
from longhaul.jobs.status import Phase, Status


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
    losses: int = Field(description="Attempts that were lost with their worker", examples=[0])
    lost_at: Moment | None = Field(description="When the last of these was noticed")
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
