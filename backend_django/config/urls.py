"""Every URL of the server; those of the engine are in longhaul/urls.py."""

from django.contrib import admin
from django.urls import include, path, re_path

from longhaul.urls import handler400, handler404, handler500  # noqa: F401  (Django reads them here)
from longhaul.web.page import page

urlpatterns = [
    path("admin/", admin.site.urls),
    # Your own endpoints come here: path("api/v1/", include("projects.urls")).
    path("", include("longhaul.urls")),
    # All others belong to the page's own router, which has none with a dot: those are files that
    # are missing. The files of jobs have no address.
    re_path(r"^(?!api(?:/|$)|static/|media/)[^.]*$", page),
]
