"""The OpenAPI schema: each operation is described once, in `operations.py`."""

from typing import Any

from drf_spectacular import authentication
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiParameter

from .account_operations import BY_ACCOUNT_VIEW
from .documents import ProblemBody
from .operations import BY_VIEW, CONDITIONAL, JSON, Operation

PROBLEM = "application/problem+json"
ALWAYS = ("503",)  # the database is away
OPERATIONS = BY_VIEW | BY_ACCOUNT_VIEW
OF_THE_FRAMEWORK = ("400", "401", "403", "415", *ALWAYS)
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
        media_type = operation.media_type(self.view)
        body = operation.body(self._feature) if operation.body else None
        problems = {(code, PROBLEM): ProblemBody for code in operation.problems}
        success: dict[Any, Any] = {(code, media_type): body for code in operation.success}
        if CONDITIONAL in operation.parameters:
            success[304] = None
        return success | problems

    def _get_request_body(self, direction: Direction = "request") -> Any:
        """Describe the body of a DELETE too, which the framework leaves out."""
        operation = self._find()
        if self.method != "DELETE" or operation is None or operation.request is None:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        serializer = operation.request(self._feature)
        schema, _ = self._get_request_for_media_type(serializer, direction)  # type: ignore[no-untyped-call]
        return {"content": {JSON: {"schema": schema}}, "required": True}

    def _get_response_bodies(self, direction: Direction = "response") -> Any:
        """Add what every operation may answer, and to the framework's own what its views do."""
        bodies = super()._get_response_bodies(direction)
        for code in ALWAYS if self._find() else OF_THE_FRAMEWORK:
            bodies[code] = self._get_response_for_code(  # type: ignore[no-untyped-call]
                ProblemBody, code, [PROBLEM]
            )
        return bodies

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
        return [*in_path, *own]


class SessionScheme(authentication.SessionScheme):  # type: ignore[no-untyped-call]
    """The page's cookie."""

    target_class = "api.authentication.SessionAuthentication"
