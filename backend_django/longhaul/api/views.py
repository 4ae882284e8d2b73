"""What views of the API have in common."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, re_path
from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiParameter
from pydantic import BaseModel
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from longhaul.api.http import JsonParser, LenientNegotiation
from longhaul.api.openapi import ApiSchema
from longhaul.api.problems import handle_exception
from longhaul.api.throttles import ScopedThrottle


class ApiView(APIView):
    """A view that follows the engine's rules, whatever the project's settings say of others.

    JSON in and out, errors as problem documents, a rate for each scope, and an OpenAPI schema
    that `@operation` describes. Who may ask is decided by the project's authentication classes.
    """

    parser_classes = [JsonParser]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = LenientNegotiation
    permission_classes: Sequence[Any] = [IsAuthenticated]
    throttle_classes = [ScopedThrottle]
    # A key of API_RATES, or one for each method; methods that have none count as "other".
    throttle_scope: str | dict[str, str] = "other"
    schema = ApiSchema()
    tag = ""  # of its operations in the schema; empty: chosen by the framework
    # Described in the schema where they occur in the address.
    path_parameters: ClassVar[tuple[OpenApiParameter, ...]] = ()

    def get_exception_handler(self) -> Callable[..., Any]:
        return handle_exception


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class EngineView(ApiView):
    """A view of the engine, without a transaction around it: its services open their own."""

    tag = "system"


UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def route(path: str, view: Callable[..., Any], name: str) -> URLPattern:
    """Serve a view with and without a trailing slash, without a redirect."""
    pattern: URLPattern = re_path(rf"^{path}/?$", view, name=name)
    return pattern


def document(
    body: BaseModel, status: int = 200, headers: dict[str, str] | None = None
) -> HttpResponse:
    """Answer with a document."""
    return HttpResponse(
        body.model_dump_json(), status=status, content_type="application/json", headers=headers
    )
