"""The API's table of contents. Every address takes a trailing slash or none."""

from collections.abc import Iterator
from typing import Any

from dj_rest_auth.views import LoginView, LogoutView, UserDetailsView
from django.urls import URLPattern, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerView
from rest_framework.permissions import IsAuthenticated

from jobs.feature import AnyFeature
from jobs.registry import registry

from .authentication import TokenAuthentication
from .views.base import JobView
from .views.catalogue import CatalogueView, SampleView
from .views.create import CreateView
from .views.downloads import DownloadView
from .views.jobs import FeatureListView, ListView, ResultsView, StatusView
from .views.session import SessionView
from .views.summary import SummaryView
from .views.system import HealthView, VersionView
from .views.verbs import CancelView, DeleteView, RetryView

VERBS: dict[str, type[JobView]] = {
    "status": StatusView,
    "results": ResultsView,
    "cancel": CancelView,
    "retry": RetryView,
    "delete": DeleteView,
}
ID = r"(?P<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"


def route(path: str, view: Any, name: str) -> URLPattern:
    """Serve a view with and without a trailing slash, without a redirect."""
    pattern: URLPattern = re_path(rf"^{path}/?$", view, name=name)
    return pattern


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


BY_TOKEN: dict[str, Any] = {
    "authentication_classes": [TokenAuthentication],
    "permission_classes": [IsAuthenticated],
}
general_urls = [
    # Whoever signs in may send a token that does not hold any more.
    route(
        "auth/login",
        LoginView.as_view(authentication_classes=[], throttle_scope="sign_in"),
        "login",
    ),
    # It ends the token; the page's session ends at auth/session/.
    route("auth/logout", LogoutView.as_view(**BY_TOKEN), "logout"),
    route("auth/user", UserDetailsView.as_view(), "user"),
    route("auth/session", SessionView.as_view(), "session"),
    route("jobs", ListView.as_view(), "jobs"),
    route("jobs/summary", SummaryView.as_view(), "summary"),
    route("features", CatalogueView.as_view(), "features"),
    route(r"features/(?P<slug>[a-z0-9-]+)/sample", SampleView.as_view(), "sample"),
    route("system-health", HealthView.as_view(), "system-health"),
    route("version-info", VersionView.as_view(), "version-info"),
    route("schema", SpectacularAPIView.as_view(), "schema"),
    route("docs", SpectacularSwaggerView.as_view(url_name="schema"), "docs"),
    route("redoc", SpectacularRedocView.as_view(url_name="schema"), "redoc"),
]
urlpatterns = [*general_urls, *(url for feature in registry for url in feature_urls(feature))]
