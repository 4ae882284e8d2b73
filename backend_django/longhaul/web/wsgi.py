"""Protect Django's WSGI application from clients that are silent, slow or send nonsense."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Seconds between two pieces of a request. Without a limit, a dozen silent clients would occupy all
# threads.
LONGEST_SILENCE = 30
# Seconds for taking a response, or each piece of a file.
LONGEST_TAKING = 600


def guard(application: Application) -> Application:
    """Return an application that limits how long clients of gunicorn may be silent.

    A Content-Type that cannot be parsed counts as an unknown one: Django would fail on it before
    any of its middleware, and answer 500.
    """

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except ValueError:
            environ["CONTENT_TYPE"] = "application/octet-stream"
        connection = environ.get("gunicorn.socket")
        if not connection:
            return application(environ, start_response)
        connection.settimeout(LONGEST_SILENCE)
        response = application(environ, start_response)
        connection.settimeout(LONGEST_TAKING)
        return response

    return guarded
