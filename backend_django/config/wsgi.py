"""What gunicorn serves."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# Seconds between two pieces of a request. Without a bound, a dozen silent guests would keep all
# threads.
LONGEST_SILENCE = 30
# Seconds for taking an answer, or each piece of a file.
LONGEST_TAKING = 600

django_application = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Serve a request. A Content-Type that nobody can read counts as an unknown one.

    Django would stumble over it before any of its middleware, and answer 500.
    """
    try:
        parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    except ValueError:
        environ["CONTENT_TYPE"] = "application/octet-stream"
    connection = environ.get("gunicorn.socket")
    if not connection:
        return django_application(environ, start_response)
    connection.settimeout(LONGEST_SILENCE)
    answer = django_application(environ, start_response)
    connection.settimeout(LONGEST_TAKING)
    return answer
