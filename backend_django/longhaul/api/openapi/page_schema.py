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


class EngineEndpoints(EndpointEnumerator):
    """The engine's endpoints, those of features once, with the feature as a part of the address."""

    def should_include_endpoint(self, path: str, callback: Any) -> bool:
        feature = getattr(callback, "initkwargs", {}).get("feature")
        included: bool = super().should_include_endpoint(path, callback)
        one_of_many = feature is not None and not isinstance(feature, Generic)
        return included and is_engines(callback) and not one_of_many


class ProductEndpoints(EndpointEnumerator):
    """The endpoints of the product's own views."""

    def should_include_endpoint(self, path: str, callback: Any) -> bool:
        included: bool = super().should_include_endpoint(path, callback)
        return included and not is_engines(callback)


def is_engines(callback: Any) -> bool:
    return issubclass(callback.cls, EngineView)


class EngineSchemaGenerator(SchemaGenerator):
    """Describes what the engine's page uses."""

    endpoint_inspector_cls = EngineEndpoints

    def __init__(self) -> None:
        root = reverse("longhaul:jobs").removesuffix("jobs").lstrip("/")
        generic = feature_urls(Generic(), slug="(?P<feature>[a-z0-9-]+)")
        patterns = [*get_resolver().url_patterns, path(root, include(list(generic)))]
        super().__init__(patterns=patterns)  # type: ignore[no-untyped-call]


class ProductSchemaGenerator(SchemaGenerator):
    """Describes what the product has beside the engine."""

    endpoint_inspector_cls = ProductEndpoints
