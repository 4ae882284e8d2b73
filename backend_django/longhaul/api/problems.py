"""Errors as `application/problem+json` (RFC 9457), and the codes that they carry."""

import math
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.views.decorators.http import require_safe
from pydantic import BaseModel
from rest_framework import exceptions

from longhaul.jobs.exceptions import LimitReached
from longhaul.worker.workspace import OUT_OF_SPACE

# ── Every code that a problem or a failed job can carry, with its HTTP status and title


@dataclass(frozen=True)
class Code:
    """What a code means; `retryable` tells whether a retry may help."""

    status: int
    title: str
    retryable: bool = False


REQUEST_CODES = {
    "invalid": Code(400, "The request is not valid"),
    "not_authenticated": Code(401, "Sign in first"),
    "forbidden": Code(403, "This is not allowed"),
    "not_found": Code(404, "There is nothing here"),
    "method_not_allowed": Code(405, "This method is not allowed here"),
    "not_acceptable": Code(406, "This representation is not available"),
    "conflict": Code(409, "The job's state does not allow this"),
    "duplicate": Code(409, "Another job does the same work"),
    "not_ready": Code(409, "The result is not ready yet", retryable=True),
    "expired": Code(410, "It is too late for this"),
    "job_deleted": Code(410, "The job was deleted"),
    "too_large": Code(413, "More was sent than is accepted"),
    "length_required": Code(411, "Say how long the content is"),
    "unsupported_media_type": Code(415, "This kind of content is not accepted"),
    "idempotency_key_reused": Code(422, "The idempotency key stands for another request"),
    "range_not_satisfiable": Code(416, "The file has no such part"),
    "limit_exceeded": Code(429, "A limit is reached", retryable=True),
    "unavailable": Code(503, "Try again in a moment", retryable=True),
    "internal": Code(500, "Something went wrong on our side", retryable=True),
}
# Of a job that ended without a result; its results and downloads answer with them.
JOB_CODES = {
    "invalid_input": Code(409, "The input cannot be worked with"),
    "input_outdated": Code(409, "The input belongs to an older version"),
    "time_limit": Code(409, "The job took too long", retryable=True),
    "worker_lost": Code(409, "The job's worker was lost", retryable=True),
    "storage": Code(409, "Files could not be stored", retryable=True),
    "result_invalid": Code(409, "The result is not what was declared"),
    "result_too_large": Code(409, "The result is too large"),
    "cancelled": Code(409, "The job was cancelled", retryable=True),
    "failed_by_operator": Code(409, "An operator ended the job"),
    "failed": Code(409, "The job failed"),
}
CODES = REQUEST_CODES | JOB_CODES


def look_up(code: str) -> Code:
    """Return a code's meaning; the finer codes of features count as unusable input."""
    return CODES.get(code) or Code(409, CODES["invalid_input"].title)


# ── The document


class ProblemField(BaseModel):
    """One thing wrong with one field."""

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


# ── Problems, and what other exceptions mean

LATER = "60"  # seconds until something may have changed


class Problem(exceptions.APIException):
    """An exception that is answered with a problem document.

    `status` is the code's own unless given; `errors` names the fields; `headers` are added to
    the response.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        status: int | None = None,
        errors: list[ProblemField] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.code = code
        self.status_code = status or look_up(code).status
        self.errors = errors or []
        super().__init__(detail or _sum_up(self.errors) or look_up(code).title)
        self.headers = headers or {}


def _sum_up(errors: list[ProblemField]) -> str:
    """Describe the first error in a sentence, and count the others."""
    if not errors:
        return ""
    first, more = errors[0], len(errors) - 1
    named = f"{first.field}: {first.detail}" if first.field else first.detail
    return f"{named} ({more} more)" if more else named


# The codes of errors that the framework raises, by their status: the first one of each.
CODE_OF_STATUS = {meaning.status: code for code, meaning in reversed(CODES.items())}


def respond(request: Any, problem: Problem) -> HttpResponse:
    """Return the response for a problem."""
    body = ProblemBody(
        type=f"/problems/{problem.code}",
        title=look_up(problem.code).title,
        status=problem.status_code,
        detail=str(problem.detail),
        instance=request.path,
        code=problem.code,
        request_id=getattr(request, "request_id", ""),
        errors=problem.errors,
    )
    return JsonResponse(
        body.model_dump(exclude_defaults=True),
        status=problem.status_code,
        content_type="application/problem+json",
        headers=problem.headers,
    )


def handle_exception(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Turn what a view raised into a problem; None lets Django report it as a bug."""
    from rest_framework.views import set_rollback  # its import loads classes that need this module

    problem = as_problem(error, context["request"])
    if problem is None:
        return None
    set_rollback()
    return respond(context["request"], problem)


def as_problem(error: Any, request: Any) -> Problem | None:
    """Return the problem that an exception stands for; None if it is a bug."""
    match error:
        case Problem():
            return error
        case Http404():
            return Problem("not_found")
        case PermissionDenied():
            return Problem("forbidden")
        case RequestDataTooBig():
            return Problem("too_large", "Too much was sent beside the files.")
        case TooManyFilesSent():
            most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
            return Problem("too_large", f"Send at most {most} files in one request.", status=400)
        case SuspiciousOperation():
            return Problem("invalid")
        case OperationalError() | InterfaceError():
            return Problem("unavailable", headers={"Retry-After": "5"})
        case UnreadablePostError():
            return Problem("invalid", "The request body is incomplete. Send it again.")
        case OSError() if error.errno in OUT_OF_SPACE:
            detail = "There is no space left for files. Try again later."
            return Problem("unavailable", detail, headers={"Retry-After": LATER})
        case LimitReached():
            return Problem("limit_exceeded", error.detail, headers={"Retry-After": LATER})
        case exceptions.APIException():
            return _from_framework(error)
        case IntegrityError() if _is_account_removed(request):
            return Problem("not_authenticated", "This account was removed.")
    return None


def _is_account_removed(request: Any) -> bool:
    """Tell whether the caller's account was removed while the request was processed."""
    if connection.in_atomic_block:
        return False
    key = getattr(request, "user", AnonymousUser()).pk
    return key is not None and not get_user_model().objects.filter(pk=key).exists()


def _from_framework(error: exceptions.APIException) -> Problem:
    code = CODE_OF_STATUS.get(error.status_code, "invalid")
    headers = {}
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        # The framework's own challenge, set by the view.
        headers["WWW-Authenticate"] = getattr(error, "auth_header", "Token")
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(max(1, math.ceil(wait)))
    if isinstance(error, exceptions.ValidationError):
        return Problem(code, errors=list(_flatten(error.get_full_details())), headers=headers)
    return Problem(code, str(error.detail), headers=headers)


def _flatten(details: Any, field: str = "") -> list[ProblemField]:
    """List the framework's nested validation errors, by dotted field name."""
    if isinstance(details, dict) and "message" in details:
        name = field.removesuffix(".non_field_errors").removeprefix("non_field_errors")
        return [ProblemField(field=name, code=details["code"], detail=str(details["message"]))]
    if isinstance(details, list):
        return [error for item in details for error in _flatten(item, field)]
    return [
        error
        for key, value in details.items()
        for error in _flatten(value, f"{field}.{key}" if field else str(key))
    ]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is refused before it reaches a view."""
    return respond(request, as_problem(exception, request) or Problem("invalid"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an unknown address."""
    return respond(request, Problem("not_found", "There is nothing at this address."))


def internal_error(request: HttpRequest) -> HttpResponse:
    """Answer when no view could: the database is away, or there is a bug, which is not shown."""
    problem = as_problem(sys.exc_info()[1], request)
    return respond(request, problem or Problem("internal"))


# ── The page that a problem's `type` leads to


@require_safe
@transaction.non_atomic_requests  # it has to answer without a database, too
def describe_problem(request: HttpRequest, code: str) -> HttpResponse:
    """Explain a code; a feature's own codes count as a kind of unusable input."""
    return render(request, "problem.html", {"code": code, "meaning": look_up(code)})
