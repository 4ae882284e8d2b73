"""The page: one template, told at run time what it must know."""

import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from longhaul.operations.views import get_version


@require_safe
@never_cache
@transaction.non_atomic_requests  # it asks the database nothing
def page(request: HttpRequest) -> HttpResponse:
    """Serve the single-page app at every address that is not the server's own."""
    return render(request, "page.html", {"config": get_page_config()})


def get_page_config() -> dict[str, Any]:
    """Return what differs between systems that serve the same build of the page."""
    return {
        "title": settings.PRODUCT_NAME,
        "version": get_version()["version"],
        "apiRoot": settings.API_ROOT,
        "demo": get_demo_account(),
        "links": {
            "docs": "/api/v1/docs/",
            "admin": "/admin/",
            "flower": settings.FLOWER_URL or None,
        },
    }


def get_demo_account() -> dict[str, str] | None:
    """Return what development prefills the sign-in form with; None in production."""
    if settings.DEMO_FILE is None or not settings.DEMO_FILE.exists():
        return None
    demo = json.loads(settings.DEMO_FILE.read_text())
    return {"email": demo["email"], "password": demo["password"]}
