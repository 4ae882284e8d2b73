"""Rows of a related table as one JSON value, so that a document costs one statement."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from longhaul.api.jobs.schemas import (
    AcceptedDocument,
    ErrorDocument,
    ErrorSummary,
    FileDocument,
    JobDocument,
    JobSummary,
    LinksDocument,
    ProgressDocument,
    ResultsDocument,
)
from longhaul.api.problems import look_up
from longhaul.feature import AnyFeature
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.status import Status
from longhaul.registry import registry

# ── Rows of a related table as one JSON value, so that a document costs one statement.


class JsonArray(Subquery):
    """The rows of a subquery, each one JSON value named `item`, as a JSON array."""

    template = "(SELECT COALESCE(JSONB_AGG(item), '[]'::jsonb) FROM (%(subquery)s) AS items)"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Use SQLite's names for the same."""
        template = "(SELECT JSON_GROUP_ARRAY(JSON(item)) FROM (%(subquery)s) AS items)"
        return self.as_sql(compiler, connection, template=template, **context)


def job_files() -> JsonArray:
    """Return a job's files, in the order in which they were added."""
    item = JSONObject(name="name", kind="kind", filename="filename", sha256="sha256", size="size")
    files = JobFile.objects.filter(job=OuterRef("pk")).order_by("id")
    return JsonArray(files.annotate(item=item).values("item"))


# ── Jobs as documents.

ROOT = "/api/v1"


def link(job: Job, verb: str) -> str:
    """Return the address of one of a job's endpoints."""
    return f"{ROOT}/{job.feature}/{verb}/{job.pk}/"


def link_to_file(job: Job, name: str, number: int) -> str:
    """Return the address of a file; those of one name are numbered from 1."""
    address = link(job, f"download-{name}")
    return address if number == 1 else f"{address}?file={number}"


def summarize(job: Job) -> JobSummary:
    """Describe a job for a list."""
    error = _error(job)
    return JobSummary(**_shared(job), error=ErrorSummary(**error) if error else None)


def describe(job: Job) -> JobDocument:
    """Describe a job whole. It must have been read with its files."""
    error = _error(job)
    return JobDocument(
        **_shared(job),
        error=ErrorDocument(**error, detail=job.error_detail) if error else None,
        files=list(describe_files(job)),
    )


def describe_accepted(job: Job, *, deduplicated: bool) -> AcceptedDocument:
    """Describe the job that a request for one gives."""
    return AcceptedDocument(**dict(describe(job)), deduplicated=deduplicated)


def describe_results(job: Job) -> ResultsDocument:
    """Describe what a completed job returned."""
    assert job.finished_at  # noqa: S101  (a constraint of the table says so)
    return ResultsDocument(
        id=job.pk,
        feature=job.feature,
        finished_at=job.finished_at,
        result=job.result.data,
        files=[file for file in describe_files(job) if file.kind == "output"],
    )


def describe_files(job: Job) -> Iterable[FileDocument]:
    """List a job's files, from the statement that read it."""
    if job.is_expired:
        return
    numbers: Counter[str] = Counter()
    for file in job.file_documents:  # type: ignore[attr-defined]
        numbers[file["name"]] += 1
        yield FileDocument(
            name=file["filename"],
            kind=file["kind"],
            part=file["name"],
            size=file["size"],
            sha256=file["sha256"],
            url=link_to_file(job, file["name"], numbers[file["name"]]),
        )


def etag(job: Job) -> str:
    """Return the entity tag of a status document."""
    return f'W/"{job.version}-{job.phase}-{settings.RELEASE}"'


def retry_after(job: Job, now: datetime | None = None) -> int:
    """Return after how many seconds it is worth asking again: soon at first, then less often."""
    now = now or timezone.now()
    if job.status == Status.PENDING and job.available_at > now:
        return max(1, min(60, round((job.available_at - now).total_seconds())))
    age = (now - (job.started_at or job.created_at)).total_seconds()
    return max(1, min(5, int(age / 60)))


def _shared(job: Job) -> dict[str, Any]:
    return {
        "id": job.pk,
        "feature": job.feature,
        "status": job.status,
        "phase": job.phase,
        "progress": ProgressDocument(
            current=job.progress_current,
            total=job.progress_total,
            percent=job.percent,
            message=job.progress_message,
        ),
        "attempt": job.attempt,
        "max_attempts": job.max_attempts,
        "losses": job.lease_losses,
        "lost_at": job.lost_at,
        "cancel_requested": job.cancel_requested_at is not None,
        "title": job.title,
        "options": job.options,
        "created_at": job.created_at,
        "available_at": job.available_at,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
        "expires_at": job.expires_at,
        "links": _links(job, registry.get(job.feature)),
    }


def _links(job: Job, feature: AnyFeature | None) -> LinksDocument:
    downloads = feature.downloads if feature else ()
    return LinksDocument(
        self=link(job, "status"),
        results=link(job, "results"),
        cancel=link(job, "cancel"),
        retry=link(job, "retry"),
        repeat=link(job, "repeat"),
        delete=link(job, "delete"),
        downloads={part.name: link(job, f"download-{part.name}") for part in downloads},
    )


def _error(job: Job) -> dict[str, Any] | None:
    if not job.error_code:
        return None
    meaning = look_up(job.error_code)
    return {"code": job.error_code, "title": meaning.title, "retryable": meaning.retryable}
