"""Every URL of the server. The API's own table of contents is api/urls.py."""

from django.contrib import admin
from django.urls import include, path, re_path

from longhaul.accounts.views import staff_only
from longhaul.api.problems import describe_problem
from longhaul.operations.views import alive, ready
from longhaul.web.page import page

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("longhaul.api.urls")),
    re_path(r"^healthz/?$", alive),
    re_path(r"^readyz/?$", ready),
    re_path(r"^staff-only/?$", staff_only),
    re_path(r"^problems/(?P<code>[a-z][a-z0-9_]*)/?$", describe_problem),
    # All others belong to the page's own router, which has none with a dot: those are files that
    # are missing. The files of jobs have no address.
    re_path(r"^(?!api(?:/|$)|static/|media/)[^.]*$", page),
]
handler400 = "longhaul.api.problems.bad_request"
handler404 = "longhaul.api.problems.not_found"
handler500 = "longhaul.api.problems.internal_error"
