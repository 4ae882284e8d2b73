"""The routes of operations: `path("api/v1/", include("longhaul.operations.urls"))`."""

from longhaul.api.views import route
from longhaul.operations.views import HealthView, ThroughputView, VersionView

urlpatterns = [
    route("system-health", HealthView.as_view(), "system-health"),
    route("system-throughput", ThroughputView.as_view(), "system-throughput"),
    route("version-info", VersionView.as_view(), "version-info"),
]
