"""The OpenAPI schema: each operation is described once, in `operations.py`."""

from typing import Any

from drf_spectacular import authentication
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiExample, OpenApiParameter, OpenApiResponse

from longhaul.api.openapi.account_operations import BY_ACCOUNT_VIEW
from longhaul.api.openapi.operations import BY_VIEW, CONDITIONAL, JSON, LATER, REQUEST_ID, Operation
from longhaul.api.problems import ProblemBody, by_status, look_up

# ── The OpenAPI schema: each operation is described once, in `operations.py`.

PROBLEM = "application/problem+json"
OPERATIONS = BY_VIEW | BY_ACCOUNT_VIEW
ALWAYS = ("limit_exceeded", "unavailable")
# What the views of libraries may answer.
OF_THE_FRAMEWORK = ("invalid", "not_authenticated", "forbidden", "unsupported_media_type")
DESCRIPTIONS = {
    "id": "The job.",
    "slug": "The feature.",
    "feature": "The feature.",
    "token": "The token's id.",
}
UUIDS = ("id", "token")


class ApiSchema(AutoSchema):
    """Describe the views that have an operation; leave others to the framework."""

    def _find(self) -> Operation | None:
        return OPERATIONS.get((type(self.view), self.method))

    @property
    def _feature(self) -> Any:
        return getattr(self.view, "feature", None)

    def get_operation_id(self) -> str:
        """Name the operation after the feature and the verb."""
        operation = self._find()
        if operation is None:
            return str(super().get_operation_id())
        slug = self._feature.slug if self._feature else ""
        name = f"{operation.name}_{getattr(self.view, 'name', '')}".rstrip("_")
        return f"{slug}_{name}".replace("-", "_").lstrip("_")

    def get_summary(self) -> str | None:
        operation = self._find()
        return operation.summary if operation else None

    def get_tags(self) -> list[str]:
        """Group by feature, then by topic."""
        if self._feature:
            return [self._feature.slug]
        return ["accounts"] if "/auth/" in self.path else ["system"]

    def get_request_serializer(self) -> Any:
        operation = self._find()
        if operation is None:
            return super().get_request_serializer()
        return operation.request(self._feature) if operation.request else None

    def get_response_serializers(self) -> Any:
        operation = self._find()
        if operation is None:
            return super().get_response_serializers()
        media_types = operation.media_types(self.view)
        body = operation.body(self._feature) if operation.body else None
        success: dict[Any, Any] = {(code, *media_types): body for code in operation.success}
        if CONDITIONAL in operation.parameters:
            success[304] = None
        return success

    def _get_request_body(self, direction: Direction = "request") -> Any:
        """Describe the body of a DELETE too, which the framework leaves out."""
        operation = self._find()
        if self.method != "DELETE" or operation is None or operation.request is None:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        serializer = operation.request(self._feature)
        schema, _ = self._get_request_for_media_type(serializer, direction)  # type: ignore[no-untyped-call]
        return {"content": {JSON: {"schema": schema}}, "required": True}

    def _get_response_bodies(self, direction: Direction = "response") -> Any:
        """Add the problems, each code with its meaning and an example."""
        bodies = super()._get_response_bodies(direction)
        for status, codes in by_status(self._problem_codes()).items():
            described = OpenApiResponse(
                ProblemBody,
                description=" · ".join(f"`{code}`: {look_up(code).title}." for code in codes),
                examples=[OpenApiExample(code, value=example_problem(code)) for code in codes],
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
            return (*OF_THE_FRAMEWORK, *ALWAYS)
        identity = () if operation.open_to_guests else ("not_authenticated",)
        content = () if self.method == "GET" else ("length_required",)
        return (*identity, *operation.problems, *content, *ALWAYS)

    def get_override_parameters(self) -> list[Any]:
        operation = self._find()
        own = list(operation.parameters) if operation else []
        in_path = [
            OpenApiParameter(
                name,
                OpenApiTypes.UUID if name in UUIDS else OpenApiTypes.STR,
                OpenApiParameter.PATH,
                description=DESCRIPTIONS[name],
            )
            for name in DESCRIPTIONS
            if f"{{{name}}}" in self.path
        ]
        return [*in_path, *own, REQUEST_ID, LATER]


def example_problem(code: str) -> dict[str, Any]:
    """Return a problem document as an answer would carry it."""
    meaning = look_up(code)
    problem: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": meaning.title,
        "status": int(meaning.status),
        "detail": f"{meaning.title}.",
        "instance": "/api/v1/…",
        "code": code,
        "request_id": "0197a5e2-7c1b-4d3e-9f60-5b8f2a6c4d10",
    }
    if code == "invalid":
        detail = "Input should be less than or equal to 5"
        problem["errors"] = [{"field": "options.times", "code": "too_large", "detail": detail}]
    return problem


class SessionScheme(authentication.SessionScheme):  # type: ignore[no-untyped-call]
    """The page's cookie."""

    target_class = "longhaul.accounts.authentication.SessionAuthentication"


# ── Links in the OpenAPI document: what may follow the creation of a job.

FOLLOWING = ("status", "results", "cancel", "retry", "repeat", "delete")


def add_links(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that create's `id` is that of the job's other operations. A post-processing hook."""
    known = {
        operation["operationId"]: operation
        for methods in result["paths"].values()
        for operation in methods.values()
    }
    for name, operation in known.items():
        feature, _, verb = name.rpartition("_")
        if verb == "create" and "202" in operation["responses"]:
            others = [f"{feature}_{verb}" for verb in FOLLOWING]
            others += [other for other in known if other.startswith(f"{feature}_download_")]
            links = {
                other: {"operationId": other, "parameters": {"id": "$response.body#/id"}}
                for other in others
                if other in known
            }
            for status in ("200", "202"):
                operation["responses"][status]["links"] = links
    return result
