"""Reading jobs in the statement that authenticates the request: one in place of two."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, OuterRef, QuerySet, Value
from django.db.models.functions import JSONObject
from rest_framework.request import Request

from longhaul.jobs.models import Job, JobFile


class FileRow(TypedDict):
    """What documents tell about a file."""

    name: str
    kind: str
    filename: str
    sha256: str
    size: int


class JobWithFiles(NamedTuple):
    """A job, and its files in the order in which they were added."""

    job: Job
    files: list[FileRow]


def job_files() -> ArraySubquery:
    """Return an expression for a job's files, so that a document costs one statement."""
    row = JSONObject(**{name: name for name in FileRow.__annotations__})
    files = JobFile.objects.filter(job=OuterRef("pk")).order_by("id")
    return ArraySubquery(files.values(row=row))


def read_files(job: Job) -> list[FileRow]:
    """Read the files of a job that has just been created."""
    rows: Any = JobFile.objects.filter(job=job).order_by("id").values(*FileRow.__annotations__)
    return list(rows)


NOTHING = Value(None, output_field=BooleanField())


@dataclass(frozen=True)
class OwnerClaim:
    """Credentials in a form that a statement can check while it reads the owner's jobs.

    An authentication class may offer `claim_owner(request)`, which returns one, or None if the
    request has no credentials of its kind.

    `owner` is the owner's key, or an expression that gives it only for valid credentials.
    `is_proven_by` is given the owner of a job that was found and the value of `evidence`, which
    was read with it.
    """

    owner: Any
    is_proven_by: Callable[[Any, Any], bool]
    evidence: Any = NOTHING


def read_jobs_with_credentials(
    request: Request, select: "Callable[[Any], QuerySet[Job]]"
) -> list[Any] | None:
    """Read what `select` returns for the owner whom the credentials name; authenticate by it.

    Credentials that find no job, or need a closer look, are left to the framework. None: nothing
    could be read before the request is authenticated.
    """
    claim = find_claim(request)
    if claim is None:
        return None
    rows: Any = select(claim.owner).select_related("owner").annotate(evidence=claim.evidence)
    jobs = list(rows)
    if jobs and claim.is_proven_by(jobs[0].owner, jobs[0].evidence):
        request.user, request.auth = jobs[0].owner, None
    if jobs and jobs[0].owner_id != request.user.pk:
        return None
    return jobs


def find_claim(request: Request) -> OwnerClaim | None:
    """Return the first claim, as the framework takes the first credentials."""
    for authenticator in request.authenticators or ():
        if not hasattr(authenticator, "claim_owner"):
            return None  # it might take these credentials
        claim: OwnerClaim | None = authenticator.claim_owner(request)
        if claim:
            return claim
    return None
