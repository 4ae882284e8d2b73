"""The Content-Security-Policy of HTML documents."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerView


class PolicyMiddleware(CSPMiddleware):
    """Sends the policy with every HTML document; with the API's JSON it would only cost time."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        match = request.resolver_match
        if match and match.app_name == "admin":
            response = for_admin(lambda _: response)(request)
        elif match and shows_api_documentation(match.func):
            response = for_api_documentation(lambda _: response)(request)
        return super().process_response(request, response)


def shows_api_documentation(view: Callable[..., Any]) -> bool:
    """Tell by the class, since a product may serve these views at addresses of its own."""
    view_class = getattr(view, "cls", object)
    return issubclass(view_class, SpectacularRedocView | SpectacularSwaggerView)


# The admin's theme uses Alpine, which evaluates attributes, and a style element with the colors.
# All its scripts are files of this server; none is inline.
for_admin = csp_replace(
    {
        "script-src": [SELF, UNSAFE_EVAL],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
    }
)

# Swagger UI and ReDoc style their elements inline; ReDoc searches in a worker from a blob.
for_api_documentation = csp_replace(
    {
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF, "blob:"],
    }
)
