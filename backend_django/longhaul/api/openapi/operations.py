"""What every operation takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from longhaul.api.features import CatalogueView, FeatureCatalogue, SampleView
from longhaul.api.jobs.create import CreateView, RepeatView
from longhaul.api.jobs.downloads import DownloadView
from longhaul.api.jobs.listing import SummaryView
from longhaul.api.jobs.schemas import JobPage, SummaryDocument
from longhaul.api.jobs.views import (
    CancelView,
    DeleteView,
    FeatureListView,
    ListView,
    ResultsView,
    RetryView,
    StatusView,
)
from longhaul.api.openapi.feature_models import (
    accepted_model,
    create_model_of,
    job_model,
    repeat_model,
    results_model,
)
from longhaul.jobs.status import Status
from longhaul.operations.health import HealthDocument
from longhaul.operations.throughput import ThroughputDocument
from longhaul.operations.views import HealthView, ThroughputView, VersionDocument, VersionView

JSON = "application/json"
OCTETS = "application/octet-stream"
BINARY: dict[str, Any] = {"type": "string", "format": "binary"}


def header(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=description)


def query(name: str, description: str, **schema: Any) -> OpenApiParameter:
    kind = schema.pop("type", OpenApiTypes.STR)
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=description, **schema)


def answered(name: str, description: str, *codes: int) -> OpenApiParameter:
    """Describe a header of an answer."""
    where = list(codes) or True
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=description, response=where
    )


REQUEST_ID = answered("X-Request-ID", "Names the request; taken over if you send one.")
LATER = answered("Retry-After", "In how many seconds it is worth asking again.", 429, 503)
ASK_AGAIN = answered("Retry-After", "In how many seconds; while the job has not ended.", 200, 202)
VERSION = answered("ETag", "Send it as If-None-Match.", 200, 202, 206, 304)
PAGING = (
    query("cursor", "Where the page begins; follow `next` and `previous`."),
    query(
        "page_size",
        "How many jobs, at most 100.",
        type={"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
    ),
    query("sort", "Oldest first.", enum=["created_at"]),
    query("status", "Only these; may be repeated.", many=True, enum=Status.values),
    query("created_after", "Only later ones.", type=OpenApiTypes.DATETIME),
    query("created_before", "Only earlier ones.", type=OpenApiTypes.DATETIME),
    query("search", "The beginning of the title, or of an id (8 digits or more)."),
    query("ids", "Only these, separated by commas, at most 100."),
    query("feature", "Only this feature's."),
)
FILE = query(
    "file",
    "Which one, if there are several of this name.",
    type={"type": "integer", "minimum": 1, "maximum": 999_999, "default": 1},
)
IF_RANGE = header("If-Range", "The whole file comes if its ETag is another by now.")
PREFER = header("Prefer", "`wait=20` waits so many seconds for a change, at most 25.")
CONDITIONAL = header("If-None-Match", "The ETag of what you have; 304 if nothing changed.")


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one view. `request` and `body` are given the view's feature."""

    name: str
    summary: str
    body: Callable[[Any], Any] | None = None
    request: Callable[[Any], Any] | None = None
    success: tuple[int, ...] = (200,)
    # Codes of `codes.py`, beside those that every operation may answer with.
    problems: tuple[str, ...] = ()
    open_to_guests: bool = False
    parameters: tuple[OpenApiParameter, ...] = field(default=())
    binary: bool = False

    def media_types(self, view: Any) -> tuple[str, ...]:
        """Return the media types of the answer."""
        if not self.binary:
            return (JSON,)
        feature = getattr(view, "feature", None)
        download = feature.get_download(view.name) if feature else None
        # Generators of clients know a file by the second one, and hardly any by its own.
        return (download.media_type, OCTETS) if download else (OCTETS,)


# Why a job has no result: `results` and downloads then answer with the job's own code.
OF_A_JOB_S_END = (
    "invalid_input",
    "input_outdated",
    "time_limit",
    "worker_lost",
    "storage",
    "result_invalid",
    "result_too_large",
    "cancelled",
    "failed",
)
NO_RESULT = ("not_found", "not_ready", *OF_A_JOB_S_END, "expired")

CREATION = (
    header("Idempotency-Key", "Repeating a request with the same key makes no second job."),
    answered("Location", "Where the job's status is.", 202),
    answered("Idempotency-Replayed", "`true` if the key had made the job before.", 202),
    ASK_AGAIN,
    VERSION,
)

BY_VIEW: dict[tuple[type, str], Operation] = {
    (CreateView, "POST"): Operation(
        name="create",
        summary="Create a job",
        request=create_model_of,
        body=accepted_model,
        success=(200, 202),
        problems=(
            "invalid",
            "forbidden",
            "job_deleted",
            "too_large",
            "unsupported_media_type",
            "idempotency_key_reused",
        ),
        parameters=CREATION,
    ),
    (RepeatView, "POST"): Operation(
        name="repeat",
        summary="Create another job like this one",
        request=repeat_model,
        body=accepted_model,
        success=(200, 202),
        problems=(
            "invalid",
            "forbidden",
            "not_found",
            "expired",
            "job_deleted",
            "too_large",
            "unsupported_media_type",
            "idempotency_key_reused",
        ),
        parameters=CREATION,
    ),
    (StatusView, "GET"): Operation(
        name="status",
        summary="How is the job?",
        body=job_model,
        problems=("not_found",),
        parameters=(
            CONDITIONAL,
            PREFER,
            answered("Preference-Applied", "`wait`, if the answer waited for a change.", 200, 304),
            ASK_AGAIN,
            VERSION,
        ),
    ),
    (ResultsView, "GET"): Operation(
        name="results",
        summary="What did it return?",
        body=results_model,
        problems=NO_RESULT,
        parameters=(CONDITIONAL,),
    ),
    (FeatureListView, "GET"): Operation(
        name="list",
        summary="List this feature's jobs",
        body=lambda _: JobPage,
        problems=("invalid",),
        parameters=PAGING[:-1],
    ),
    (CancelView, "POST"): Operation(
        name="cancel",
        summary="Stop the job",
        body=job_model,
        success=(200, 202),
        problems=("forbidden", "not_found", "conflict"),
    ),
    (RetryView, "POST"): Operation(
        name="retry",
        summary="Begin again",
        body=job_model,
        success=(202,),
        problems=("forbidden", "not_found", "conflict", "duplicate", "expired"),
    ),
    (DeleteView, "DELETE"): Operation(
        name="delete", summary="Remove the job", success=(204,), problems=("forbidden", "not_found")
    ),
    (DownloadView, "GET"): Operation(
        name="download",
        summary="Download a file",
        body=lambda _: BINARY,
        success=(200, 206),
        problems=("invalid", *NO_RESULT, "range_not_satisfiable"),
        parameters=(FILE, header("Range", "Only these bytes."), IF_RANGE, CONDITIONAL),
        binary=True,
    ),
    (ListView, "GET"): Operation(
        name="jobs",
        summary="List all jobs",
        body=lambda _: JobPage,
        problems=("invalid",),
        parameters=PAGING,
    ),
    (SummaryView, "GET"): Operation(
        name="jobs_summary",
        summary="How many jobs are there?",
        body=lambda _: SummaryDocument,
    ),
    (CatalogueView, "GET"): Operation(
        name="features",
        summary="What can be asked for?",
        body=lambda _: FeatureCatalogue,
    ),
    (SampleView, "GET"): Operation(
        name="sample",
        summary="A file to try a feature with",
        body=lambda _: BINARY,
        problems=("not_found",),
        binary=True,
    ),
    (HealthView, "GET"): Operation(
        name="system_health",
        summary="Does the system work?",
        body=lambda _: HealthDocument,
        success=(200, 503),
        problems=("forbidden",),
    ),
    (ThroughputView, "GET"): Operation(
        name="system_throughput",
        summary="How much gets done?",
        body=lambda _: ThroughputDocument,
        problems=("forbidden",),
    ),
    (VersionView, "GET"): Operation(
        name="version",
        summary="Which build answers?",
        body=lambda _: VersionDocument,
        open_to_guests=True,
    ),
}
