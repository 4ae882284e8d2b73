"""The OpenAPI document from which the page's types are made."""

from typing import Any

from django.urls import get_resolver, include, path, reverse
from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator
from pydantic import BaseModel

from longhaul.api.urls import feature_urls
from longhaul.api.views import EngineView
from longhaul.feature import Feature, Upload


class AnyOptions(BaseModel):
    """The options of whatever feature."""

    model_config = {"extra": "allow"}


class AnyResult(BaseModel):
    """The result of whatever feature."""

    model_config = {"extra": "allow"}


class Generic(Feature[AnyOptions, AnyResult]):
    """Stands for every feature: it has the endpoints that all have."""

    slug = "feature"
    uploads = (Upload("upload", required=False),)

    @classmethod
    def file_names(cls) -> list[str]:
        """Leave downloads out: they are reached through the links of a job."""
        return []


class PageEndpoints(EndpointEnumerator):
    """All endpoints, those of features once, with the feature as a part of the address."""

    def should_include_endpoint(self, path: str, callback: Any) -> bool:
        feature = getattr(callback, "initkwargs", {}).get("feature")
        included: bool = super().should_include_endpoint(path, callback)
        return included and (feature is None or isinstance(feature, Generic))


class PageSchemaGenerator(SchemaGenerator):
    """Describes the project's whole API, the product's own endpoints included."""

    endpoint_inspector_cls = PageEndpoints

    def __init__(self) -> None:
        root = reverse("longhaul:jobs").removesuffix("jobs").lstrip("/")
        generic = feature_urls(Generic(), slug="(?P<feature>[a-z0-9-]+)")
        patterns = [*get_resolver().url_patterns, path(root, include(list(generic)))]
        super().__init__(patterns=patterns)  # type: ignore[no-untyped-call]

    def own_operations(self, document: Any) -> list[str]:
        """List the operations of a generated document that are of the product's own views."""
        endpoints: Any = self.endpoints
        engine = {
            (path, method)
            for path, _, method, callback in endpoints
            if issubclass(callback.cls, EngineView)
        }
        described = (
            (path, method.upper())
            for path, methods in document["paths"].items()
            for method in methods
        )
        return [f"{method} {path}" for path, method in described if (path, method) not in engine]
