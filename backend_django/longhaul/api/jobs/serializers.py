"""Jobs as documents."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import get_script_prefix, reverse
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
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.status import Status
from longhaul.registry import registry

# ── What the documents are made from

FILE_COLUMNS = {  # by the fields of a FileDocument
    "name": "filename",
    "kind": "kind",
    "part": "name",
    "size": "size",
    "sha256": "sha256",
}


class JobWithFiles(NamedTuple):
    """A job, and its files in the order in which they were added."""

    job: Job
    files: list[dict[str, Any]]


def job_files() -> ArraySubquery:
    """Return an expression for a job's files, so that a document costs one statement."""
    return ArraySubquery(_file_rows(OuterRef("pk")))


def read_files(job: Job) -> list[dict[str, Any]]:
    """Read the files of a job that has just been created."""
    return list(_file_rows(job))


def _file_rows(job: Any) -> Any:
    files = JobFile.objects.filter(job=job).order_by("id")
    return files.values_list(JSONObject(**FILE_COLUMNS), flat=True)


# ── Links

NO_JOB = "00000000-0000-0000-0000-000000000000"


def link(job: Job, verb: str) -> str:
    """Return the address of one of a job's endpoints."""
    template = address(get_script_prefix(), f"job-{verb}")
    return template.format(feature=job.feature, id=job.pk)


def link_to_file(job: Job, name: str, number: int = 1) -> str:
    """Return the address of a file; those of one name are numbered from 1."""
    template = address(get_script_prefix(), "job-download", name="file-name")
    link = template.format(feature=job.feature, id=job.pk, name=name)
    return link if number == 1 else f"{link}?file={number}"


@lru_cache(maxsize=100)
def address(_script_prefix: str, route: str, **names: str) -> str:
    """Return the address of one of the `job_urls` with placeholders.

    It is resolved once per process and prefix, under which the server is mounted.
    """
    examples = {"feature": "feature-slug", "id": NO_JOB, **names}
    template = reverse(f"longhaul:{route}", kwargs=examples)
    for name, example in examples.items():
        template = template.replace(example, f"{{{name}}}")
    return f"{template}/"


# ── Documents


def summarize(job: Job) -> JobSummary:
    """Describe a job for a list."""
    return JobSummary(
        id=job.pk,
        feature=job.feature,
        status=job.status,
        phase=job.phase,
        progress=ProgressDocument(
            current=job.progress_current,
            total=job.progress_total,
            percent=job.percent,
            message=job.progress_message,
        ),
        attempt=job.attempt,
        max_attempts=job.max_attempts,
        losses=job.lease_losses,
        lost_at=job.lost_at,
        cancel_requested=job.cancel_requested_at is not None,
        title=job.title,
        options=job.options,
        error=_summarize_error(job) if job.error_code else None,
        created_at=job.created_at,
        available_at=job.available_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        expires_at=job.expires_at,
        links=_links(job),
    )


def describe(found: JobWithFiles) -> JobDocument:
    """Describe a job completely."""
    document = dict(summarize(found.job))
    if error := document["error"]:
        document["error"] = ErrorDocument(**dict(error), detail=found.job.error_detail)
    return JobDocument(**document, files=list(describe_files(found)))


def describe_accepted(found: JobWithFiles, *, deduplicated: bool) -> AcceptedDocument:
    """Describe the job that a request to create one returns."""
    return AcceptedDocument(**dict(describe(found)), deduplicated=deduplicated)


def describe_results(found: JobWithFiles) -> ResultsDocument:
    """Describe what a completed job returned."""
    job = found.job
    assert job.finished_at  # noqa: S101  (a constraint of the table says so)
    return ResultsDocument(
        id=job.pk,
        feature=job.feature,
        finished_at=job.finished_at,
        result=job.result.data,
        files=[file for file in describe_files(found) if file.kind == "output"],
    )


def describe_files(found: JobWithFiles) -> Iterable[FileDocument]:
    """List the files of a job that has not expired."""
    if found.job.is_expired:
        return
    numbers: Counter[str] = Counter()
    for file in found.files:
        numbers[file["part"]] += 1
        url = link_to_file(found.job, file["part"], numbers[file["part"]])
        yield FileDocument(**file, url=url)


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


def _summarize_error(job: Job) -> ErrorSummary:
    meaning = look_up(job.error_code)
    return ErrorSummary(code=job.error_code, title=meaning.title, retryable=meaning.retryable)


def _links(job: Job) -> LinksDocument:
    feature = registry.get(job.feature)
    downloads = feature.downloads if feature else ()
    return LinksDocument(
        self=link(job, "status"),
        results=link(job, "results"),
        cancel=link(job, "cancel"),
        retry=link(job, "retry"),
        repeat=link(job, "repeat"),
        delete=link(job, "delete"),
        downloads={part.name: link_to_file(job, part.name) for part in downloads},
    )
