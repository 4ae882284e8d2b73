"""The page: one template for all of its addresses, and the files of its build."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@ensure_csrf_cookie  # with the page, so that a user who is quick can sign in before the next answer
@transaction.non_atomic_requests  # it makes no query
def page(request: HttpRequest) -> HttpResponse:
    """Serve the single-page app at every address that is not the server's own."""
    return render(request, "page.html", {"config": get_page_config()})


def get_page_config() -> dict[str, Any]:
    """Return what differs between systems that serve the same build of the page."""
    return {
        "title": settings.PRODUCT_NAME,
        "version": settings.RELEASE,
        "apiRoot": settings.API_ROOT,
        "demo": get_demo_account(),
        "links": {
            "docs": "/api/v1/docs/",
            "admin": "/admin/",
            "flower": settings.FLOWER_URL or None,
        },
    }


def get_demo_account() -> dict[str, str] | None:
    """Return the account that development fills the sign-in form with; None in production."""
    if settings.DEMO_FILE is None or not settings.DEMO_FILE.exists():
        return None
    demo = json.loads(settings.DEMO_FILE.read_text())
    return {"email": demo["email"], "password": demo["password"]}


def publish(source: Path, target: Path) -> int:
    """Copy files that are named by their content beside those of earlier builds; return how many.

    Pages that were opened before an upgrade still load theirs, and so do pages from web servers
    that are not upgraded yet.
    """
    new = [file for file in source.iterdir() if not (target / file.name).exists()]
    for file in new:
        draft = target / f".{file.name}.{os.getpid()}"
        shutil.copyfile(file, draft)
        draft.replace(target / file.name)
    return len(new)
