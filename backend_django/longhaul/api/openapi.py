"""The OpenAPI document: `@operation` describes a view's method, beside its code."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.decorators import method_decorator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiParameter, OpenApiResponse
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import SAFE_METHODS, AllowAny

from longhaul.api.problems import ProblemBody, look_up

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
    """Describe a view's method; the further arguments are the fields of `Operation`."""
    described = Operation(name=name, summary=summary, **description)

    def describe(method: Method) -> Method:
        vars(method)["operation"] = described
        return method

    return describe


def inherited_operation(method: str, name: str, summary: str, **description: Any) -> Any:
    """Decorate a class: describe a method that it inherits from a library's view."""
    return method_decorator(operation(name, summary, **description), name=method)


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


# ── The schema of views that follow the engine's rules

ALWAYS = ("limit_exceeded", "unavailable")
WITH_A_BODY = ("invalid", "too_large", "unsupported_media_type")
# What a method without `@operation` may answer.
UNDESCRIBED = ("invalid", "not_authenticated", "forbidden", "unsupported_media_type")
# What may follow the creation of a job.
FOLLOWING = ("status", "results", "cancel", "retry", "repeat", "delete")


class ApiSchema(AutoSchema):
    """Describes `ApiView`s; methods without `@operation` are left to the framework."""

    view: Any

    def _find(self) -> Operation | None:
        name = getattr(self.view, "action", self.method.lower())
        return getattr(getattr(self.view, name, None), "operation", None)

    @property
    def _feature(self) -> Any:
        return getattr(self.view, "feature", None)

    def _resolve(self, given: Any) -> Any:
        is_function = callable(given) and not isinstance(given, type)
        return given(self._feature) if is_function else given

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """Link the creation of a job to what may follow it."""
        described = super().get_operation(*args, **kwargs)
        operation = self._find()
        if described and self._feature and operation and operation.name == "create":
            for status in operation.success:
                described["responses"][str(status)]["links"] = self._links()
        return described

    def get_operation_id(self) -> str:
        """Name the operation after the feature and the verb."""
        operation = self._find()
        if operation is None:
            return str(super().get_operation_id())
        return self._name(operation.name, getattr(self.view, "name", ""))

    def _name(self, *parts: str) -> str:
        slug = self._feature.slug if self._feature else ""
        return "_".join(part for part in (slug, *parts) if part).replace("-", "_")

    def get_summary(self) -> str | None:
        operation = self._find()
        return operation.summary if operation else None

    def get_tags(self) -> list[str]:
        """Group by feature, then by the view's own tag."""
        tag = self._feature.slug if self._feature else self.view.tag
        return [tag] if tag else super().get_tags()

    def get_request_serializer(self) -> Any:
        operation = self._find()
        if operation is None:
            return super().get_request_serializer()
        return self._resolve(operation.request)

    def get_response_serializers(self) -> Any:
        operation = self._find()
        if operation is None:
            return super().get_response_serializers()
        body = self._resolve(operation.body)
        media_types = self._file_types() if body is BINARY else (JSON,)
        success: dict[Any, Any] = {(status, *media_types): body for status in operation.success}
        if IF_NONE_MATCH in operation.parameters:
            success[304] = None
        return success

    def _file_types(self) -> tuple[str, ...]:
        download = self._feature.get_download(self.view.name) if self._feature else None
        # Client generators recognize a file by the second one, and hardly any by its own.
        return (download.media_type, OCTETS) if download else (OCTETS,)

    def _get_request_body(self, direction: Direction = "request") -> Any:
        """Describe the body of a DELETE too, which the framework leaves out."""
        operation = self._find()
        if self.method != "DELETE" or operation is None or operation.request is None:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        serializer = self._resolve(operation.request)
        schema, _ = self._get_request_for_media_type(serializer, direction)  # type: ignore[no-untyped-call]
        return {"content": {JSON: {"schema": schema}}, "required": True}

    def _get_response_bodies(self, direction: Direction = "response") -> Any:
        """Add the problems, each code with its meaning."""
        bodies = super()._get_response_bodies(direction)
        by_status: dict[int, list[str]] = {}
        for code in self._problem_codes():
            by_status.setdefault(look_up(code).status, []).append(code)
        for status, codes in by_status.items():
            described = OpenApiResponse(
                ProblemBody,
                description=" · ".join(f"`{code}`: {look_up(code).title}." for code in codes),
            )
            problem: Any = self._get_response_for_code(  # type: ignore[no-untyped-call]
                described, str(status), [PROBLEM]
            )
            known = bodies.setdefault(str(status), problem)
            known["description"] = known["description"] or problem["description"]
            known.setdefault("content", {}).update(problem["content"])
        return bodies

    def _problem_codes(self) -> tuple[str, ...]:
        operation = self._find()
        if operation is None:
            return (*UNDESCRIBED, *ALWAYS)
        codes = [*operation.problems, *ALWAYS]
        if not any(isinstance(each, AllowAny) for each in self.view.get_permissions()):
            codes.append("not_authenticated")
        if operation.request is not None:
            codes += WITH_A_BODY
        if self.method not in SAFE_METHODS:
            codes.append("length_required")
            authenticators = self.view.get_authenticators()
            if any(isinstance(each, SessionAuthentication) for each in authenticators):
                codes.append("forbidden")  # without a CSRF token
        return tuple(dict.fromkeys(codes))

    def get_override_parameters(self) -> list[Any]:
        operation = self._find()
        in_path = [each for each in self.view.path_parameters if f"{{{each.name}}}" in self.path]
        return [*in_path, *(operation.parameters if operation else ()), REQUEST_ID, RETRY_AFTER]

    def _links(self) -> dict[str, Any]:
        """Link create's `id` to the job's other operations."""
        downloads = [f"download_{name}" for name in self._feature.file_names()]
        names = [self._name(verb) for verb in (*FOLLOWING, *downloads)]
        return {
            name: {"operationId": name, "parameters": {"id": "$response.body#/id"}}
            for name in names
        }
