"""The documents about jobs."""

from functools import cache
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from longhaul.api.http import Moment
from longhaul.feature import AnyFeature, Upload
from longhaul.jobs.status import Phase, Status


class ProgressDocument(BaseModel):
    """How far the work is; `total` and `percent` are null while they are unknown."""

    current: int = Field(examples=[7])
    total: int | None = Field(examples=[19])
    percent: int | None = Field(examples=[36])
    message: str = Field(examples=["reading row 7"])


class ErrorSummary(BaseModel):
    """Why a job ended without a result."""

    code: str = Field(examples=["worker_lost"])
    title: str = Field(examples=["The job's worker was lost"])
    retryable: bool = Field(description="Whether a retry may help")


class ErrorDocument(ErrorSummary):
    """Why a job ended without a result, and what to do about it."""

    detail: str = Field(examples=["The worker was lost 3 times."])


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
    downloads: dict[str, str] = Field(description="By the name of the download")


class JobSummary(BaseModel):
    """A job in a list."""

    id: UUID
    feature: str = Field(examples=["read-aloud"])
    status: Status = Field(examples=["processing"])
    phase: Phase | Status = Field(description="What happens now; the status, once it is final")
    progress: ProgressDocument
    attempt: int = Field(description="A number names one attempt for ever")
    max_attempts: int
    losses: int = Field(description="Attempts that were lost with their worker")
    lost_at: Moment | None = Field(description="When the last of these was noticed")
    cancel_requested: bool
    title: str = Field(examples=["flights.csv"])
    options: dict[str, Any]
    error: ErrorSummary | None = Field(description="Why it failed")
    created_at: Moment
    available_at: Moment = Field(description="Not run before this")
    started_at: Moment | None = Field(description="Of the newest attempt")
    finished_at: Moment | None
    expires_at: Moment | None = Field(description="When results and files go")
    links: LinksDocument


class JobDocument(JobSummary):
    """A job: the status document."""

    error: ErrorDocument | None = Field(description="Why it failed")
    files: list[FileDocument]


class AcceptedDocument(JobDocument):
    """The job that a request for one gives."""

    deduplicated: bool = Field(description="Whether this job was doing the same work already")


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


# ── The same documents with a feature's own types, for the OpenAPI document

NOTHING_ELSE = ConfigDict(extra="forbid")
Binary = Annotated[bytes, WithJsonSchema({"type": "string", "format": "binary"})]


@cache
def job_model(feature: AnyFeature) -> type[BaseModel]:
    """Return the status document of a feature."""
    return _with_own_types(feature, "Job", JobDocument, options=feature.Options)


@cache
def accepted_model(feature: AnyFeature) -> type[BaseModel]:
    """Return what create answers with: the status document, and whether it is of a new job."""
    return _with_own_types(feature, "Accepted", AcceptedDocument, options=feature.Options)


@cache
def results_model(feature: AnyFeature) -> type[BaseModel]:
    """Return the results document of a feature."""
    return _with_own_types(feature, "Results", ResultsDocument, result=feature.Result)


@cache
def create_models(feature: AnyFeature) -> dict[str, type[BaseModel]]:
    """Return the bodies that create takes, by media type."""
    name, fields = f"{type(feature).__name__}Create", _fields(feature)
    parts = {upload.name: _part(upload) for upload in feature.uploads}
    bodies: dict[str, type[BaseModel]] = {}
    if feature.uploads:
        bodies["multipart/form-data"] = create_model(
            f"{name}Form", __config__=NOTHING_ELSE, **parts, **fields
        )
    if not any(upload.required for upload in feature.uploads):
        bodies["application/json"] = create_model(name, __config__=NOTHING_ELSE, **fields)
    return bodies


@cache
def repeat_model(feature: AnyFeature) -> type[BaseModel]:
    """Return the body of a request for a job like another."""
    fields = _fields(feature, options="None: as before.")
    return create_model(f"{type(feature).__name__}Repeat", __config__=NOTHING_ELSE, **fields)


def _with_own_types(
    feature: AnyFeature, suffix: str, base: type[BaseModel], **types: type[BaseModel]
) -> type[BaseModel]:
    fields: dict[str, Any] = {name: (type_, ...) for name, type_ in types.items()}
    name = f"{type(feature).__name__}{suffix}"
    return create_model(name, __base__=base, __doc__=base.__doc__, **fields)


def _fields(feature: AnyFeature, options: str | None = None) -> dict[str, Any]:
    due = Field(default=None, description="Not before this.")
    return {
        "options": (feature.Options | None, Field(default=None, description=options)),
        "available_at": (Moment | None, due),
    }


def _part(upload: Upload) -> Any:
    kind: Any = Binary if upload.max_files == 1 else list[Binary]
    return (kind, ...) if upload.required else (kind | None, None)
