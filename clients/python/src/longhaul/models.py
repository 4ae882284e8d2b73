# Made by ./dev schema from the API's contract.

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, RootModel, SecretStr
from typing import Annotated, Any, Literal
from datetime import datetime
from uuid import UUID


class AnyOptions(BaseModel):
    """The options of whatever feature."""

    model_config = ConfigDict(
        extra="allow",
        frozen=True,
    )


class AnyResult(BaseModel):
    """The result of whatever feature."""

    model_config = ConfigDict(
        extra="allow",
        frozen=True,
    )


class CredentialsRequest(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(title="Email")]
    password: Annotated[SecretStr, Field(title="Password")]


class DownloadDescription(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    name: Annotated[str, Field(title="Name")]
    title: Annotated[str, Field(title="Title")]
    media_type: Annotated[str, Field(title="Media Type")]


class ErrorDocument(BaseModel):
    """Why a job ended without a result, and what to do about it."""

    model_config = ConfigDict(
        frozen=True,
    )
    code: Annotated[str, Field(title="Code")]
    title: Annotated[str, Field(title="Title")]
    retryable: Annotated[bool, Field(title="Retryable")]
    detail: Annotated[str, Field(title="Detail")]


class ErrorSummary(BaseModel):
    """Why a job ended without a result."""

    model_config = ConfigDict(
        frozen=True,
    )
    code: Annotated[str, Field(title="Code")]
    title: Annotated[str, Field(title="Title")]
    retryable: Annotated[bool, Field(title="Retryable")]


class GenericCreateFormRequest(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    upload: Annotated[bytes | None, Field(title="Upload")] = None
    options: AnyOptions | None = None
    available_at: Annotated[
        datetime | None, Field(description="Not before this.", title="Available At")
    ] = None


class GenericCreateRequest(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    options: AnyOptions | None = None
    available_at: Annotated[
        datetime | None, Field(description="Not before this.", title="Available At")
    ] = None


class LinksDocument(BaseModel):
    """Where everything about a job is."""

    model_config = ConfigDict(
        frozen=True,
    )
    self: Annotated[str, Field(title="Self")]
    results: Annotated[str, Field(title="Results")]
    cancel: Annotated[str, Field(title="Cancel")]
    retry: Annotated[str, Field(title="Retry")]
    delete: Annotated[str, Field(title="Delete")]
    downloads: Annotated[dict[str, str], Field(title="Downloads")]


class Email(RootModel[str]):
    model_config = ConfigDict(
        frozen=True,
    )
    root: Annotated[str, Field(max_length=0)]


class LoginRequest(BaseModel):
    """E-mail address and password; there is no user name."""

    model_config = ConfigDict(
        frozen=True,
    )
    email: str | Email | None = None
    password: Annotated[str, Field(min_length=1)]


class PatchedUserRequest(BaseModel):
    """What a user may see and change of the own account."""

    model_config = ConfigDict(
        frozen=True,
    )
    first_name: Annotated[str | None, Field(max_length=150)] = None
    last_name: Annotated[str | None, Field(max_length=150)] = None


class ProblemField(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    field: Annotated[str, Field(title="Field")]
    code: Annotated[str, Field(title="Code")]
    detail: Annotated[str, Field(title="Detail")]


class ProgressDocument(BaseModel):
    """How far the work is; `total` and `percent` are null while nobody knows."""

    model_config = ConfigDict(
        frozen=True,
    )
    current: Annotated[int, Field(title="Current")]
    total: Annotated[int | None, Field(title="Total")]
    percent: Annotated[int | None, Field(title="Percent")]
    message: Annotated[str, Field(title="Message")]


class RestAuthDetail(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    detail: str


class SessionUser(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(title="Email")]
    is_staff: Annotated[bool, Field(title="Is Staff")]


class Token(BaseModel):
    """Serializer for Token model."""

    model_config = ConfigDict(
        frozen=True,
    )
    key: Annotated[str, Field(max_length=40)]


class UploadDescription(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    name: Annotated[str, Field(title="Name")]
    extensions: Annotated[list[str], Field(title="Extensions")]
    max_bytes: Annotated[int, Field(title="Max Bytes")]
    max_files: Annotated[int, Field(title="Max Files")]
    required: Annotated[bool, Field(title="Required")]


class User(BaseModel):
    """What a user may see and change of the own account."""

    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(title="E-mail address")]
    first_name: Annotated[str | None, Field(max_length=150)] = None
    last_name: Annotated[str | None, Field(max_length=150)] = None
    is_staff: Annotated[
        bool,
        Field(
            description="Designates whether the user can log into this admin site.",
            title="Staff status",
        ),
    ]


class UserRequest(BaseModel):
    """What a user may see and change of the own account."""

    model_config = ConfigDict(
        frozen=True,
    )
    first_name: Annotated[str | None, Field(max_length=150)] = None
    last_name: Annotated[str | None, Field(max_length=150)] = None


class VersionDocument(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    version: Annotated[str, Field(title="Version")]
    environment: Annotated[str, Field(title="Environment")]
    commit: Annotated[str, Field(title="Commit")]


class FeatureDescription(BaseModel):
    """What can be asked for, and how. The schemas are JSON Schema 2020-12."""

    model_config = ConfigDict(
        frozen=True,
    )
    slug: Annotated[str, Field(title="Slug")]
    title: Annotated[str, Field(title="Title")]
    description: Annotated[str, Field(title="Description")]
    uploads: Annotated[list[UploadDescription], Field(title="Uploads")]
    options_schema: Annotated[dict[str, Any], Field(title="Options Schema")]
    result_schema: Annotated[dict[str, Any], Field(title="Result Schema")]
    downloads: Annotated[list[DownloadDescription], Field(title="Downloads")]
    sample: Annotated[bool, Field(title="Sample")]
    time_limit_seconds: Annotated[int, Field(title="Time Limit Seconds")]


class FileDocument(BaseModel):
    """A file of a job."""

    model_config = ConfigDict(
        frozen=True,
    )
    name: Annotated[str, Field(title="Name")]
    kind: Annotated[Literal["input", "output"], Field(title="Kind")]
    size: Annotated[int, Field(description="Bytes", title="Size")]
    sha256: Annotated[str, Field(title="Sha256")]
    url: Annotated[str, Field(title="Url")]


class GenericJob(BaseModel):
    """A job: the status document."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    feature: Annotated[str, Field(title="Feature")]
    status: Annotated[
        Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(description="What is stored, and what clients see.", title="Status"),
    ]
    phase: Annotated[
        Literal["scheduled", "queued", "retrying", "running", "cancelling"]
        | Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(title="Phase"),
    ]
    progress: ProgressDocument
    attempt: Annotated[int, Field(title="Attempt")]
    max_attempts: Annotated[int, Field(title="Max Attempts")]
    cancel_requested: Annotated[bool, Field(title="Cancel Requested")]
    title: Annotated[str, Field(title="Title")]
    options: AnyOptions
    error: ErrorDocument | None
    created_at: Annotated[datetime, Field(title="Created At")]
    available_at: Annotated[datetime, Field(title="Available At")]
    started_at: Annotated[datetime | None, Field(title="Started At")]
    finished_at: Annotated[datetime | None, Field(title="Finished At")]
    expires_at: Annotated[datetime | None, Field(title="Expires At")]
    links: LinksDocument
    files: Annotated[list[FileDocument], Field(title="Files")]


class GenericResults(BaseModel):
    """What a completed job returned."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    feature: Annotated[str, Field(title="Feature")]
    finished_at: Annotated[datetime, Field(title="Finished At")]
    result: AnyResult
    files: Annotated[list[FileDocument], Field(title="Files")]


class JobSummary(BaseModel):
    """A job in a list."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    feature: Annotated[str, Field(title="Feature")]
    status: Annotated[
        Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(description="What is stored, and what clients see.", title="Status"),
    ]
    phase: Annotated[
        Literal["scheduled", "queued", "retrying", "running", "cancelling"]
        | Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(title="Phase"),
    ]
    progress: ProgressDocument
    attempt: Annotated[int, Field(title="Attempt")]
    max_attempts: Annotated[int, Field(title="Max Attempts")]
    cancel_requested: Annotated[bool, Field(title="Cancel Requested")]
    title: Annotated[str, Field(title="Title")]
    options: Annotated[dict[str, Any], Field(title="Options")]
    error: ErrorSummary | None
    created_at: Annotated[datetime, Field(title="Created At")]
    available_at: Annotated[datetime, Field(title="Available At")]
    started_at: Annotated[datetime | None, Field(title="Started At")]
    finished_at: Annotated[datetime | None, Field(title="Finished At")]
    expires_at: Annotated[datetime | None, Field(title="Expires At")]
    links: LinksDocument


class ProblemBody(BaseModel):
    """An error (RFC 9457); `type` is a page that explains the code."""

    model_config = ConfigDict(
        frozen=True,
    )
    type: Annotated[str, Field(title="Type")]
    title: Annotated[str, Field(title="Title")]
    status: Annotated[int, Field(title="Status")]
    detail: Annotated[str, Field(title="Detail")]
    instance: Annotated[str, Field(title="Instance")]
    code: Annotated[str, Field(title="Code")]
    request_id: Annotated[str, Field(title="Request Id")]
    errors: Annotated[
        list[ProblemField], Field(title="Errors", validate_default=True)
    ] = []


class SessionDocument(BaseModel):
    """Who is signed in at the page; null for a guest."""

    model_config = ConfigDict(
        frozen=True,
    )
    user: SessionUser | None


class FeatureCatalogue(RootModel[list[FeatureDescription]]):
    """Every feature."""

    model_config = ConfigDict(
        frozen=True,
    )
    root: Annotated[
        list[FeatureDescription],
        Field(description="Every feature.", title="FeatureCatalogue"),
    ]


class JobPage(BaseModel):
    """A page of jobs; `next` and `previous` are whole addresses, or null at the ends."""

    model_config = ConfigDict(
        frozen=True,
    )
    next: Annotated[str | None, Field(title="Next")]
    previous: Annotated[str | None, Field(title="Previous")]
    results: Annotated[list[JobSummary], Field(title="Results")]
