"""The pages that problem documents point to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..codes import CODES


@require_safe
def describe_problem(request: HttpRequest, code: str) -> HttpResponse:
    """Explain one code."""
    if code not in CODES:
        raise Http404
    return render(request, "problem.html", {"code": code, "meaning": CODES[code]})
