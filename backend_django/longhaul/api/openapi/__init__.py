"""How a view's method is described in the OpenAPI document: by `@operation`, beside its code."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

JSON = "application/json"
PROBLEM = "application/problem+json"
OCTETS = "application/octet-stream"
BINARY: dict[str, Any] = {"type": "string", "format": "binary"}

Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What one method of a view takes and returns.

    `request` and `body` are a model, a serializer or a JSON schema, or a function that makes one
    from the view's feature. `problems` are codes of `problems.py`, beside those that follow from
    the method: see `ApiSchema`.
    """

    name: str
    summary: str
    request: Any = None
    body: Any = None
    success: tuple[int, ...] = (200,)
    problems: tuple[str, ...] = ()
    parameters: tuple[OpenApiParameter, ...] = ()


def operation(name: str, summary: str, **description: Any) -> Callable[[Method], Method]:
    """Describe a view's method; the further arguments are the fields of `Operation`.

    For a library's method: `@method_decorator(operation(…), name="post")` on the class.
    """
    described = Operation(name=name, summary=summary, **description)

    def describe(method: Method) -> Method:
        vars(method)["operation"] = described
        return method

    return describe


# ── Parameters and headers


def in_path(name: str, description: str, kind: Any = OpenApiTypes.STR) -> OpenApiParameter:
    return OpenApiParameter(name, kind, OpenApiParameter.PATH, description=description)


def query(name: str, description: str, **schema: Any) -> OpenApiParameter:
    kind = schema.pop("type", OpenApiTypes.STR)
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=description, **schema)


def header(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=description)


def response_header(name: str, description: str, *statuses: int) -> OpenApiParameter:
    """Describe a header of the responses with these statuses; of all without any."""
    return OpenApiParameter(
        name,
        str,
        OpenApiParameter.HEADER,
        description=description,
        response=list(statuses) or True,
    )


REQUEST_ID = response_header("X-Request-ID", "Names the request; taken over if you send one.")
RETRY_AFTER = response_header(
    "Retry-After", "In how many seconds it is worth asking again.", 429, 503
)
IF_NONE_MATCH = header("If-None-Match", "The ETag of what you have; 304 if nothing changed.")
