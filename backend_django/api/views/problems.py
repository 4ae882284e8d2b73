"""The pages that problem documents point to."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..codes import look_up


@require_safe
@transaction.non_atomic_requests  # one page explains that the database is away
def describe_problem(request: HttpRequest, code: str) -> HttpResponse:
    """Explain a code; a feature's own one counts as a kind of unusable input."""
    return render(request, "problem.html", {"code": code, "meaning": look_up(code)})
