"""All routes of the engine, for a product that uses the whole of it."""

from django.urls import include, path, re_path

from longhaul.api.problems import describe_problem
from longhaul.operations.views import alive, ready, staff_only

urlpatterns = [
    path("api/v1/", include("longhaul.accounts.urls")),
    path("api/v1/", include("longhaul.operations.urls")),
    path("api/v1/", include("longhaul.api.urls")),
    re_path(r"^healthz/?$", alive),
    re_path(r"^readyz/?$", ready),
    re_path(r"^staff-only/?$", staff_only),
    re_path(r"^problems/(?P<code>[a-z][a-z0-9_]*)/?$", describe_problem),
]
handler400 = "longhaul.api.problems.bad_request"
handler404 = "longhaul.api.problems.not_found"
handler500 = "longhaul.api.problems.internal_error"
