"""Documents as the server writes them."""

import json

from longhaul_client import FeatureDescription

from .stage import answer

MOMENT = "2026-11-20T09:03:00.123Z"
LINKS = {verb: f"/{verb}/" for verb in ("self", "results", "cancel", "retry", "repeat", "delete")}


def document(status="processing", percent=None, files=()):
    return {
        "id": "019a0000-0000-7000-8000-000000000000",
        "feature": "echo",
        "status": status,
        "phase": "queued" if status == "pending" else status,
        "progress": {"current": 0, "total": None, "percent": percent, "message": ""},
        "attempt": 1,
        "max_attempts": 3,
        "cancel_requested": False,
        "title": "",
        "options": {},
        "error": None,
        **dict.fromkeys(("created_at", "available_at"), MOMENT),
        **dict.fromkeys(("started_at", "finished_at", "expires_at", "lost_at")),
        "losses": 0,
        "links": {**LINKS, "downloads": {}},
        "files": list(files),
    }


def job(status="processing", percent=None, files=(), **headers):
    """Return an answer with a job."""
    body = json.dumps(document(status, percent, files)).encode()
    return answer(200, body, ETag='W/"1"', **headers)


def feature(slug, *uploads):
    limits = {"extensions": [], "max_bytes": 1, "max_files": 1, "max_total_bytes": 1}
    limits["required"] = True
    return FeatureDescription(
        slug=slug,
        title=slug,
        description="",
        uploads=[{"name": name, **limits} for name in uploads],
        options_schema={},
        result_schema={},
        downloads=[],
        sample=False,
        time_limit_seconds=1,
    )
