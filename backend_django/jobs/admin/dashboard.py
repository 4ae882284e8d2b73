"""The admin's first page: does the system work, and what waits?"""

from typing import Any

from django.http import HttpRequest

from ..health import examine


def add_health(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Give the page the state of the system, if whoever asks may see jobs."""
    if request.user.has_perm("jobs.view_job"):
        context["health"] = examine()
    return context
