"""The routes of jobs, of features and of the API's documentation.

A project mounts them with `path("api/v1/", include("longhaul.api.urls"))`.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import (
    SpectacularAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)
from rest_framework.permissions import AllowAny

from longhaul.api.features import CatalogueView, SampleView
from longhaul.api.http import LenientNegotiation
from longhaul.api.jobs.base import JobView
from longhaul.api.jobs.create import CreateView, RepeatView
from longhaul.api.jobs.downloads import DownloadView
from longhaul.api.jobs.listing import FeatureListView, ListView, SummaryView
from longhaul.api.jobs.views import CancelView, DeleteView, ResultsView, RetryView, StatusView
from longhaul.api.throttles import ScopedThrottle
from longhaul.api.views import UUID, route
from longhaul.feature import AnyFeature
from longhaul.registry import registry

app_name = "longhaul"

VERBS: dict[str, type[JobView]] = {
    "status": StatusView,
    "results": ResultsView,
    "cancel": CancelView,
    "retry": RetryView,
    "repeat": RepeatView,
    "delete": DeleteView,
}
ID = rf"(?P<id>{UUID})"
SLUG = "[a-z][a-z0-9-]*"
OPEN: dict[str, Any] = {
    "permission_classes": [AllowAny],
    "authentication_classes": [],
    "throttle_classes": [ScopedThrottle],
    "content_negotiation_class": LenientNegotiation,
    "schema": None,
}


def feature_urls(feature: AnyFeature, slug: str = "") -> Iterator[URLPattern]:
    """Yield the endpoints of one feature."""
    root, name = slug or feature.slug, feature.slug
    yield route(f"{root}/create", CreateView.as_view(feature=feature), f"{name}-create")
    yield route(f"{root}/list", FeatureListView.as_view(feature=feature), f"{name}-list")
    for verb, view in VERBS.items():
        yield route(f"{root}/{verb}/{ID}", view.as_view(feature=feature), f"{name}-{verb}")
    for part in feature.file_names():
        download = DownloadView.as_view(feature=feature, name=part)
        yield route(f"{root}/download-{part}/{ID}", download, f"{name}-download-{part}")


def job_urls() -> Iterator[URLPattern]:
    """Yield the endpoints of jobs with the feature as an argument; links are made from these.

    Requests get here only for a feature that is no longer offered: its jobs can be read,
    cancelled and deleted, but not run.
    """
    root = f"(?P<feature>{SLUG})"
    for verb, view in VERBS.items():
        runs_it = verb in ("retry", "repeat")
        handler = not_offered if runs_it else view.as_view(schema=None)
        yield route(f"{root}/{verb}/{ID}", handler, f"job-{verb}")
    download = DownloadView.as_view(schema=None)
    yield route(f"{root}/download-(?P<name>{SLUG})/{ID}", download, "job-download")


@csrf_exempt  # a token's request has no CSRF token, and is to get the 404
@transaction.non_atomic_requests
def not_offered(request: HttpRequest, **_: str) -> HttpResponseBase:
    raise Http404


urlpatterns = [
    route("jobs", ListView.as_view(), "jobs"),
    route("jobs/summary", SummaryView.as_view(), "summary"),
    route("features", CatalogueView.as_view(), "features"),
    route(r"features/(?P<slug>[a-z0-9-]+)/sample", SampleView.as_view(), "sample"),
    route("schema", SpectacularAPIView.as_view(**OPEN), "schema"),
    route("docs", SpectacularSwaggerSplitView.as_view(url_name="longhaul:schema", **OPEN), "docs"),
    route("redoc", SpectacularRedocView.as_view(url_name="longhaul:schema", **OPEN), "redoc"),
    *(url for feature in registry for url in feature_urls(feature)),
    *job_urls(),
]
