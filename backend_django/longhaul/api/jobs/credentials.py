"""Jobs that are read in the statement that checks the credentials of a request.

It saves one statement of each poll: of two with a token, of three with a session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, QuerySet, Value
from rest_framework.request import Request

from longhaul.jobs.models import Job

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
