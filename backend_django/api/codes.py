"""Every code that a problem or a failed job can carry, with its HTTP status and title."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Code:
    """What a code means; `retryable` says whether trying again may help."""

    status: HTTPStatus
    title: str
    retryable: bool = False


CODES = {
    # About a request
    "invalid": Code(HTTPStatus.BAD_REQUEST, "The request is not valid"),
    "not_authenticated": Code(HTTPStatus.UNAUTHORIZED, "Sign in first"),
    "forbidden": Code(HTTPStatus.FORBIDDEN, "This is not allowed"),
    "not_found": Code(HTTPStatus.NOT_FOUND, "There is nothing here"),
    "method_not_allowed": Code(HTTPStatus.METHOD_NOT_ALLOWED, "This method is not allowed here"),
    "not_acceptable": Code(HTTPStatus.NOT_ACCEPTABLE, "This representation is not available"),
    "conflict": Code(HTTPStatus.CONFLICT, "The job's state does not allow this"),
    "duplicate": Code(HTTPStatus.CONFLICT, "Another job does the same work"),
    "not_ready": Code(HTTPStatus.CONFLICT, "The result is not ready yet", retryable=True),
    "expired": Code(HTTPStatus.GONE, "It is too late for this"),
    "job_deleted": Code(HTTPStatus.GONE, "The job was deleted"),
    "too_large": Code(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "More was sent than is accepted"),
    "length_required": Code(HTTPStatus.LENGTH_REQUIRED, "Say how long the content is"),
    "unsupported_media_type": Code(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "This kind of content is not accepted"
    ),
    "idempotency_key_reused": Code(
        HTTPStatus.UNPROCESSABLE_ENTITY, "The idempotency key stands for another request"
    ),
    "range_not_satisfiable": Code(
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The file has no such part"
    ),
    "limit_exceeded": Code(HTTPStatus.TOO_MANY_REQUESTS, "A limit is reached", retryable=True),
    "unavailable": Code(HTTPStatus.SERVICE_UNAVAILABLE, "Try again in a moment", retryable=True),
    "internal": Code(
        HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side", retryable=True
    ),
    # About a job that ended without a result
    "invalid_input": Code(HTTPStatus.CONFLICT, "The input cannot be worked with"),
    "input_outdated": Code(HTTPStatus.CONFLICT, "The input belongs to an older version"),
    "time_limit": Code(HTTPStatus.CONFLICT, "The job took too long", retryable=True),
    "worker_lost": Code(HTTPStatus.CONFLICT, "The job's worker was lost", retryable=True),
    "storage": Code(HTTPStatus.CONFLICT, "Files could not be stored", retryable=True),
    "result_invalid": Code(HTTPStatus.CONFLICT, "The result is not what was declared"),
    "result_too_large": Code(HTTPStatus.CONFLICT, "The result is too large"),
    "cancelled": Code(HTTPStatus.CONFLICT, "The job was cancelled", retryable=True),
    "failed_by_operator": Code(HTTPStatus.CONFLICT, "An operator ended the job"),
    "failed": Code(HTTPStatus.CONFLICT, "The job failed"),
}


def look_up(code: str) -> Code:
    """Return a code's meaning; the finer codes of features count as unusable input."""
    return CODES.get(code) or Code(HTTPStatus.CONFLICT, CODES["invalid_input"].title)


def by_status(codes: Iterable[str]) -> dict[int, list[str]]:
    """Group codes by the HTTP status that they come with."""
    grouped: dict[int, list[str]] = {}
    for code in codes:
        grouped.setdefault(int(look_up(code).status), []).append(code)
    return grouped
