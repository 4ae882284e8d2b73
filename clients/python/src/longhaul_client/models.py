# Made by ./dev schema from the API's contract.

from __future__ import annotations

from typing import Annotated, Any, Literal
from pydantic import BaseModel, ConfigDict, Field, RootModel
from datetime import datetime
from uuid import UUID


class AddressRequest(BaseModel):
    """The address to which a mail is sent."""

    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(max_length=254, min_length=1)]


class AnyOptions(BaseModel):
    """The options of any feature."""

    model_config = ConfigDict(
        extra="allow",
        frozen=True,
    )


class AnyResult(BaseModel):
    """The result of any feature."""

    model_config = ConfigDict(
        extra="allow",
        frozen=True,
    )


class DetailDocument(BaseModel):
    """What happened, in one sentence."""

    model_config = ConfigDict(
        frozen=True,
    )
    detail: Annotated[str, Field(title="Detail")]


class DownloadDescription(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    name: Annotated[str, Field(title="Name")]
    title: Annotated[str, Field(title="Title")]
    media_type: Annotated[str, Field(title="Media Type")]


class EmailChangeRequest(BaseModel):
    """The new address."""

    model_config = ConfigDict(
        frozen=True,
    )
    password: Annotated[str, Field(min_length=1)]
    email: Annotated[str, Field(max_length=254, min_length=1)]


class EmailDocument(BaseModel):
    """An account's address; `pending` replaces it once it is verified."""

    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(title="Email")]
    verified: Annotated[bool, Field(title="Verified")]
    pending: Annotated[str | None, Field(title="Pending")]


class ErrorDocument(BaseModel):
    """Why a job ended without a result, and what to do about it."""

    model_config = ConfigDict(
        frozen=True,
    )
    code: Annotated[str, Field(examples=["worker_lost"], title="Code")]
    title: Annotated[str, Field(examples=["The job's worker was lost"], title="Title")]
    retryable: Annotated[
        bool, Field(description="Whether a retry may help", title="Retryable")
    ]
    detail: Annotated[
        str, Field(examples=["The worker was lost 3 times."], title="Detail")
    ]


class ErrorSummary(BaseModel):
    """Why a job ended without a result."""

    model_config = ConfigDict(
        frozen=True,
    )
    code: Annotated[str, Field(examples=["worker_lost"], title="Code")]
    title: Annotated[str, Field(examples=["The job's worker was lost"], title="Title")]
    retryable: Annotated[
        bool, Field(description="Whether a retry may help", title="Retryable")
    ]


class GenericCreateFormRequest(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
    )
    upload: Annotated[bytes | None, Field(title="Upload")] = None
    options: AnyOptions | None = None
    available_at: Annotated[
        datetime | None, Field(description="Not before this.", title="Available At")
    ] = None


class GenericCreateRequest(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
    )
    options: AnyOptions | None = None
    available_at: Annotated[
        datetime | None, Field(description="Not before this.", title="Available At")
    ] = None


class GenericRepeatRequest(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
    )
    options: Annotated[AnyOptions | None, Field(description="None: as before.")] = None
    available_at: Annotated[
        datetime | None, Field(description="Not before this.", title="Available At")
    ] = None


class Key(BaseModel):
    """The token that signing in answers with."""

    model_config = ConfigDict(
        frozen=True,
    )
    key: str


class LinksDocument(BaseModel):
    """Where everything about a job is."""

    model_config = ConfigDict(
        frozen=True,
    )
    self: Annotated[
        str, Field(examples=["/api/v1/read-aloud/status/0197a5e2-…/"], title="Self")
    ]
    results: Annotated[
        str, Field(examples=["/api/v1/read-aloud/results/0197a5e2-…/"], title="Results")
    ]
    cancel: Annotated[
        str, Field(examples=["/api/v1/read-aloud/cancel/0197a5e2-…/"], title="Cancel")
    ]
    retry: Annotated[
        str, Field(examples=["/api/v1/read-aloud/retry/0197a5e2-…/"], title="Retry")
    ]
    repeat: Annotated[
        str, Field(examples=["/api/v1/read-aloud/repeat/0197a5e2-…/"], title="Repeat")
    ]
    delete: Annotated[
        str, Field(examples=["/api/v1/read-aloud/delete/0197a5e2-…/"], title="Delete")
    ]
    downloads: Annotated[
        dict[str, str],
        Field(description="By the name of the download", title="Downloads"),
    ]


class LoginRequest(BaseModel):
    """E-mail address and password; there is no user name."""

    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(max_length=254, min_length=1)]
    password: Annotated[str, Field(min_length=1)]


class NewTokenDocument(BaseModel):
    """A token that was just created."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    name: Annotated[str, Field(title="Name")]
    created_at: Annotated[datetime, Field(title="Created At")]
    last_used_at: Annotated[datetime | None, Field(title="Last Used At")]
    expires_at: Annotated[datetime | None, Field(title="Expires At")]
    key: Annotated[
        str,
        Field(
            description="Send it as `Authorization: Token <key>`. It is shown only now.",
            title="Key",
        ),
    ]


class PasswordChangeRequest(BaseModel):
    """The old password, and the new one twice."""

    model_config = ConfigDict(
        frozen=True,
    )
    old_password: Annotated[str, Field(min_length=1)]
    new_password1: Annotated[str, Field(max_length=128, min_length=1)]
    new_password2: Annotated[str, Field(max_length=128, min_length=1)]


class PasswordResetConfirmRequest(BaseModel):
    """The two parts of the link, and the new password twice."""

    model_config = ConfigDict(
        frozen=True,
    )
    new_password1: Annotated[str, Field(max_length=128, min_length=1)]
    new_password2: Annotated[str, Field(max_length=128, min_length=1)]
    uid: Annotated[str, Field(min_length=1)]
    token: Annotated[str, Field(min_length=1)]


class PatchedUserRequest(BaseModel):
    """What users see of their own account, and may change."""

    model_config = ConfigDict(
        frozen=True,
    )
    first_name: Annotated[str | None, Field(max_length=150)] = None
    last_name: Annotated[str | None, Field(max_length=150)] = None


class ProblemField(BaseModel):
    """One thing wrong with one field."""

    model_config = ConfigDict(
        frozen=True,
    )
    field: Annotated[str, Field(title="Field")]
    code: Annotated[str, Field(title="Code")]
    detail: Annotated[str, Field(title="Detail")]


class ProgressDocument(BaseModel):
    """How far the work is; `total` and `percent` are null while they are unknown."""

    model_config = ConfigDict(
        frozen=True,
    )
    current: Annotated[int, Field(examples=[7], title="Current")]
    total: Annotated[int | None, Field(examples=[19], title="Total")]
    percent: Annotated[int | None, Field(examples=[36], title="Percent")]
    message: Annotated[str, Field(examples=["reading row 7"], title="Message")]


class ProofRequest(BaseModel):
    """The caller's password, before a change that cannot be undone or gives access to others."""

    model_config = ConfigDict(
        frozen=True,
    )
    password: Annotated[str, Field(min_length=1)]


class RegisterRequest(BaseModel):
    """Address and password of a new account. Nothing tells whether the address is registered."""

    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(max_length=254, min_length=1)]
    password1: Annotated[str, Field(max_length=128, min_length=1)]
    password2: Annotated[str, Field(max_length=128, min_length=1)]


class SessionUser(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    email: Annotated[str, Field(title="Email")]
    is_staff: Annotated[bool, Field(title="Is Staff")]


class SummaryDocument(BaseModel):
    """How many jobs the caller has, by status; those in `capped` have more than is counted."""

    model_config = ConfigDict(
        frozen=True,
    )
    counts: Annotated[
        dict[Literal["pending", "processing", "completed", "failed", "cancelled"], int],
        Field(title="Counts"),
    ]
    capped: Annotated[
        list[Literal["pending", "processing", "completed", "failed", "cancelled"]],
        Field(title="Capped"),
    ]


class ThroughputSlot(BaseModel):
    """How many jobs ended from `start` until the next slot's, and how."""

    model_config = ConfigDict(
        frozen=True,
    )
    start: Annotated[datetime, Field(title="Start")]
    completed: Annotated[int, Field(title="Completed")]
    failed: Annotated[int, Field(title="Failed")]
    cancelled: Annotated[int, Field(title="Cancelled")]


class TokenDocument(BaseModel):
    """A token; `last_used_at` is precise to the minute, null for a token never used."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    name: Annotated[str, Field(title="Name")]
    created_at: Annotated[datetime, Field(title="Created At")]
    last_used_at: Annotated[datetime | None, Field(title="Last Used At")]
    expires_at: Annotated[datetime | None, Field(title="Expires At")]


class TokenList(RootModel[list[TokenDocument]]):
    """The valid tokens."""

    model_config = ConfigDict(
        frozen=True,
    )
    root: Annotated[
        list[TokenDocument], Field(description="The valid tokens.", title="TokenList")
    ]


class TokenRequest(BaseModel):
    """Name and end of a new token."""

    model_config = ConfigDict(
        frozen=True,
    )
    name: Annotated[str, Field(max_length=100, min_length=1)]
    expires_at: datetime | None = None


class UploadDescription(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    name: Annotated[str, Field(title="Name")]
    extensions: Annotated[list[str], Field(title="Extensions")]
    max_bytes: Annotated[int, Field(title="Max Bytes")]
    max_files: Annotated[int, Field(title="Max Files")]
    max_total_bytes: Annotated[
        int, Field(description="Of all its files together", title="Max Total Bytes")
    ]
    required: Annotated[bool, Field(title="Required")]


class User(BaseModel):
    """What users see of their own account, and may change."""

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
    """What users see of their own account, and may change."""

    model_config = ConfigDict(
        frozen=True,
    )
    first_name: Annotated[str | None, Field(max_length=150)] = None
    last_name: Annotated[str | None, Field(max_length=150)] = None


class VerifyRequest(BaseModel):
    """The key from a mail."""

    model_config = ConfigDict(
        frozen=True,
    )
    key: Annotated[str, Field(max_length=1000, min_length=1)]


class VersionDocument(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )
    version: Annotated[str, Field(title="Version")]
    environment: Annotated[str, Field(title="Environment")]
    commit: Annotated[str, Field(description="Empty in a source tree", title="Commit")]


class WorkerDocument(BaseModel):
    """A worker; `seen_at` is when its keeper last reported."""

    model_config = ConfigDict(
        frozen=True,
    )
    name: Annotated[str, Field(title="Name")]
    seen_at: Annotated[datetime, Field(title="Seen At")]
    queues: Annotated[list[str], Field(title="Queues")]
    release: Annotated[str, Field(title="Release")]
    started_at: Annotated[datetime | None, Field(title="Started At")]
    alive: Annotated[bool, Field(title="Alive")]
    stalled: Annotated[
        bool,
        Field(
            description="Whether it was free, took nothing, and has not been restarted since",
            title="Stalled",
        ),
    ]


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
    name: Annotated[
        str, Field(description="Its file name", examples=["flights.csv"], title="Name")
    ]
    kind: Annotated[Literal["input", "output"], Field(title="Kind")]
    part: Annotated[
        str,
        Field(
            description="The upload or download that it belongs to",
            examples=["table"],
            title="Part",
        ),
    ]
    size: Annotated[int, Field(description="Bytes", examples=[31053850], title="Size")]
    sha256: Annotated[
        str, Field(description="In hexadecimal", examples=["9f86d081…"], title="Sha256")
    ]
    url: Annotated[str, Field(examples=["/api/v1/…"], title="Url")]


class GenericAccepted(BaseModel):
    """The job that a request for one gives."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    feature: Annotated[str, Field(examples=["read-aloud"], title="Feature")]
    status: Annotated[
        Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(
            description="What is stored, and what clients see.",
            examples=["processing"],
            title="Status",
        ),
    ]
    phase: Annotated[
        Literal["scheduled", "queued", "retrying", "running", "cancelling"]
        | Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(
            description="What happens now; the status, once it is final", title="Phase"
        ),
    ]
    progress: ProgressDocument
    attempt: Annotated[
        int, Field(description="A number names one attempt for ever", title="Attempt")
    ]
    max_attempts: Annotated[int, Field(title="Max Attempts")]
    losses: Annotated[
        int,
        Field(description="Attempts that were lost with their worker", title="Losses"),
    ]
    lost_at: Annotated[
        datetime | None,
        Field(description="When the last of these was noticed", title="Lost At"),
    ]
    cancel_requested: Annotated[bool, Field(title="Cancel Requested")]
    title: Annotated[str, Field(examples=["flights.csv"], title="Title")]
    options: AnyOptions
    error: Annotated[ErrorDocument | None, Field(description="Why it failed")]
    created_at: Annotated[datetime, Field(title="Created At")]
    available_at: Annotated[
        datetime, Field(description="Not run before this", title="Available At")
    ]
    started_at: Annotated[
        datetime | None, Field(description="Of the newest attempt", title="Started At")
    ]
    finished_at: Annotated[datetime | None, Field(title="Finished At")]
    expires_at: Annotated[
        datetime | None,
        Field(description="When results and files go", title="Expires At"),
    ]
    links: LinksDocument
    files: Annotated[list[FileDocument], Field(title="Files")]
    deduplicated: Annotated[
        bool,
        Field(
            description="Whether this job was doing the same work already",
            title="Deduplicated",
        ),
    ]


class GenericJob(BaseModel):
    """A job: the status document."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    feature: Annotated[str, Field(examples=["read-aloud"], title="Feature")]
    status: Annotated[
        Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(
            description="What is stored, and what clients see.",
            examples=["processing"],
            title="Status",
        ),
    ]
    phase: Annotated[
        Literal["scheduled", "queued", "retrying", "running", "cancelling"]
        | Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(
            description="What happens now; the status, once it is final", title="Phase"
        ),
    ]
    progress: ProgressDocument
    attempt: Annotated[
        int, Field(description="A number names one attempt for ever", title="Attempt")
    ]
    max_attempts: Annotated[int, Field(title="Max Attempts")]
    losses: Annotated[
        int,
        Field(description="Attempts that were lost with their worker", title="Losses"),
    ]
    lost_at: Annotated[
        datetime | None,
        Field(description="When the last of these was noticed", title="Lost At"),
    ]
    cancel_requested: Annotated[bool, Field(title="Cancel Requested")]
    title: Annotated[str, Field(examples=["flights.csv"], title="Title")]
    options: AnyOptions
    error: Annotated[ErrorDocument | None, Field(description="Why it failed")]
    created_at: Annotated[datetime, Field(title="Created At")]
    available_at: Annotated[
        datetime, Field(description="Not run before this", title="Available At")
    ]
    started_at: Annotated[
        datetime | None, Field(description="Of the newest attempt", title="Started At")
    ]
    finished_at: Annotated[datetime | None, Field(title="Finished At")]
    expires_at: Annotated[
        datetime | None,
        Field(description="When results and files go", title="Expires At"),
    ]
    links: LinksDocument
    files: Annotated[list[FileDocument], Field(title="Files")]


class GenericResults(BaseModel):
    """What a completed job returned."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    feature: Annotated[str, Field(examples=["read-aloud"], title="Feature")]
    finished_at: Annotated[datetime, Field(title="Finished At")]
    result: AnyResult
    files: Annotated[list[FileDocument], Field(title="Files")]


class HealthDocument(BaseModel):
    """The state of the system. It works if there are no `faults`."""

    model_config = ConfigDict(
        frozen=True,
    )
    faults: Annotated[
        list[str], Field(description="What is wrong, in sentences", title="Faults")
    ]
    broker: Annotated[
        bool, Field(description="Whether the broker answers", title="Broker")
    ]
    messages: Annotated[
        dict[str, int],
        Field(
            description="Messages that wait in the broker, by queue", title="Messages"
        ),
    ]
    workers: Annotated[list[WorkerDocument], Field(title="Workers")]
    backlog: Annotated[
        dict[str, int],
        Field(description="Jobs that are due, by queue", title="Backlog"),
    ]
    oldest_due: Annotated[
        datetime | None,
        Field(description="Since when the oldest of them is due", title="Oldest Due"),
    ]
    expired_leases: Annotated[
        int,
        Field(
            description="Jobs that lost their worker and were not rescued",
            title="Expired Leases",
        ),
    ]


class JobSummary(BaseModel):
    """A job in a list."""

    model_config = ConfigDict(
        frozen=True,
    )
    id: Annotated[UUID, Field(title="Id")]
    feature: Annotated[str, Field(examples=["read-aloud"], title="Feature")]
    status: Annotated[
        Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(
            description="What is stored, and what clients see.",
            examples=["processing"],
            title="Status",
        ),
    ]
    phase: Annotated[
        Literal["scheduled", "queued", "retrying", "running", "cancelling"]
        | Literal["pending", "processing", "completed", "failed", "cancelled"],
        Field(
            description="What happens now; the status, once it is final", title="Phase"
        ),
    ]
    progress: ProgressDocument
    attempt: Annotated[
        int, Field(description="A number names one attempt for ever", title="Attempt")
    ]
    max_attempts: Annotated[int, Field(title="Max Attempts")]
    losses: Annotated[
        int,
        Field(description="Attempts that were lost with their worker", title="Losses"),
    ]
    lost_at: Annotated[
        datetime | None,
        Field(description="When the last of these was noticed", title="Lost At"),
    ]
    cancel_requested: Annotated[bool, Field(title="Cancel Requested")]
    title: Annotated[str, Field(examples=["flights.csv"], title="Title")]
    options: Annotated[dict[str, Any], Field(title="Options")]
    error: Annotated[ErrorSummary | None, Field(description="Why it failed")]
    created_at: Annotated[datetime, Field(title="Created At")]
    available_at: Annotated[
        datetime, Field(description="Not run before this", title="Available At")
    ]
    started_at: Annotated[
        datetime | None, Field(description="Of the newest attempt", title="Started At")
    ]
    finished_at: Annotated[datetime | None, Field(title="Finished At")]
    expires_at: Annotated[
        datetime | None,
        Field(description="When results and files go", title="Expires At"),
    ]
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


class ThroughputDocument(BaseModel):
    """The jobs that ended, oldest slot first; the newest slot is not over yet."""

    model_config = ConfigDict(
        frozen=True,
    )
    hour: Annotated[
        list[ThroughputSlot],
        Field(description="In slots of five minutes", title="Hour"),
    ]
    day: Annotated[
        list[ThroughputSlot], Field(description="In slots of an hour", title="Day")
    ]


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
