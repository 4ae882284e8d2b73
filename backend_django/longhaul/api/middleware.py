"""Request ids, and request bodies that were not read to their end."""

import re
import time
import uuid
from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

from longhaul.api.problems import Problem, respond

Handler = Callable[[HttpRequest], HttpResponse]

DRAIN_SECONDS = 5.0
DRAIN_BYTES = 64 * 1024
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,100}")


class RequestIdMiddleware:
    """Take the request's id over from X-Request-ID if it is well-formed; answer and log with it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if WELL_FORMED.fullmatch(given) else str(uuid.uuid4())
        request.request_id = request_id  # type: ignore[attr-defined]
        with bound_contextvars(request_id=request_id):
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response


class BodyMiddleware:
    """Refuse a body of unknown length, and read the rest of any other that is refused.

    Django would read nothing of a body without a length. Closing a connection with unread content
    resets it, and many clients then see no response.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "Transfer-Encoding" in request.headers and "Content-Length" not in request.headers:
            detail = "Send a Content-Length instead of a chunked body."
            return respond(request, Problem("length_required", detail))
        response = self.get_response(request)
        if response.status_code >= 400 and request.META.get("CONTENT_LENGTH"):
            with suppress(OSError):  # the client has disconnected
                drain(request)
        return response


def drain(request: HttpRequest) -> None:
    """Read what is left of the content, for a bounded time."""
    until = time.monotonic() + DRAIN_SECONDS
    if connection := request.META.get("gunicorn.socket"):
        connection.settimeout(DRAIN_SECONDS)
    while time.monotonic() < until and request.read(DRAIN_BYTES):
        pass
