"""The API's table of contents. Every address takes a trailing slash or none."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, re_path
from drf_spectacular.views import (
    SpectacularAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)

from longhaul.accounts.views import (
    EmailView,
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetView,
    RegisterView,
    ResendEmailView,
    SessionsView,
    SessionView,
    TokensView,
    TokenView,
    UserView,
    VerifyEmailView,
)
from longhaul.api.features import CatalogueView, SampleView
from longhaul.api.jobs.base import JobView
from longhaul.api.jobs.create import CreateView, RepeatView
from longhaul.api.jobs.downloads import DownloadView
from longhaul.api.jobs.listing import SummaryView
from longhaul.api.jobs.views import (
    CancelView,
    DeleteView,
    FeatureListView,
    ListView,
    ResultsView,
    RetryView,
    StatusView,
)
from longhaul.feature import AnyFeature
from longhaul.operations.views import HealthView, ThroughputView, VersionView
from longhaul.registry import registry
from longhaul.web.policy import for_api_documentation

VERBS: dict[str, type[JobView]] = {
    "status": StatusView,
    "results": ResultsView,
    "cancel": CancelView,
    "retry": RetryView,
    "repeat": RepeatView,
    "delete": DeleteView,
}
UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
ID = rf"(?P<id>{UUID})"
SLUG = "[a-z][a-z0-9-]*"


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


def retired_urls() -> Iterator[URLPattern]:
    """Yield what is left to do with the jobs of features that are not offered any more."""
    for verb in ("status", "results", "cancel", "delete"):
        view = VERBS[verb].as_view(schema=None)
        yield route(f"(?P<feature>{SLUG})/{verb}/{ID}", view, f"retired-{verb}")
    download = DownloadView.as_view(schema=None)
    yield route(f"(?P<feature>{SLUG})/download-(?P<name>{SLUG})/{ID}", download, "retired-download")


def documentation(path: str, view: Any) -> URLPattern:
    """Serve a page that shows the OpenAPI document."""
    return route(path, for_api_documentation(view.as_view(url_name="schema")), path)


account_urls = [
    route("auth/login", LoginView.as_view(), "login"),
    route("auth/logout", LogoutView.as_view(), "logout"),
    route("auth/session", SessionView.as_view(), "session"),
    route("auth/sessions", SessionsView.as_view(), "sessions"),
    route("auth/user", UserView.as_view(), "user"),
    route("auth/password/change", PasswordChangeView.as_view(), "password-change"),
    route("auth/password/reset", PasswordResetView.as_view(), "password-reset"),
    route("auth/password/reset/confirm", PasswordResetConfirmView.as_view(), "reset-confirm"),
    route("auth/registration", RegisterView.as_view(), "register"),
    route("auth/registration/verify-email", VerifyEmailView.as_view(), "verify-email"),
    route("auth/registration/resend-email", ResendEmailView.as_view(), "resend-email"),
    route("auth/email", EmailView.as_view(), "email"),
    route("auth/tokens", TokensView.as_view(), "tokens"),
    route(rf"auth/tokens/(?P<token>{UUID})", TokenView.as_view(), "token"),
]
general_urls = [
    *account_urls,
    route("jobs", ListView.as_view(), "jobs"),
    route("jobs/summary", SummaryView.as_view(), "summary"),
    route("features", CatalogueView.as_view(), "features"),
    route(r"features/(?P<slug>[a-z0-9-]+)/sample", SampleView.as_view(), "sample"),
    route("system-health", HealthView.as_view(), "system-health"),
    route("system-throughput", ThroughputView.as_view(), "system-throughput"),
    route("version-info", VersionView.as_view(), "version-info"),
    route("schema", SpectacularAPIView.as_view(), "schema"),
    documentation("docs", SpectacularSwaggerSplitView),
    documentation("redoc", SpectacularRedocView),
]
urlpatterns = [
    *general_urls,
    *(url for feature in registry for url in feature_urls(feature)),
    *retired_urls(),
]
