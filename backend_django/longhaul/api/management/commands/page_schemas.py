import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import get_resolver, include, path, reverse
from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from longhaul.api.urls import feature_urls
from longhaul.api.views import EngineView
from longhaul.feature import AnyFeature, Feature, Upload
from longhaul.registry import registry


class Command(BaseCommand):
    """Write the OpenAPI documents from which the page's types are made.

    `api.json` describes the engine's API, with the feature as a part of the address, and
    `product.json` the product's own endpoints, if it has any. One document for each feature holds
    the types of its options and result. So a feature comes and goes without a change elsewhere.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, directory: Path, **_: Any) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        for name, generator in {
            "api": EngineSchemaGenerator(),
            "product": ProductSchemaGenerator(),  # type: ignore[no-untyped-call]
        }.items():
            document = generator.get_schema(public=True)  # type: ignore[no-untyped-call]
            if number := sum(len(methods) for methods in document["paths"].values()):
                self._write(directory / f"{name}.json", document, f"{number} operations")
        for feature in registry:
            package = type(feature).__module__.split(".")[-2]
            self._write(directory / f"{package}.json", types_of(feature), feature.slug)

    def _write(self, target: Path, document: dict[str, Any], content: str) -> None:
        target.write_text(json.dumps(document, indent=2) + "\n")
        self.stdout.write(f"{target.name}: {content}")


def types_of(feature: AnyFeature) -> dict[str, Any]:
    """Return an OpenAPI document that holds nothing but a feature's types."""
    _, schema = models_json_schema(
        [(feature.Options, "validation"), (feature.Result, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.1",
        "info": {"title": feature.title, "version": "1"},
        "paths": {},
        "components": {"schemas": schema["$defs"]},
    }


# ── The endpoints of the engine, and those of the product


class AnyOptions(BaseModel):
    """The options of any feature."""

    model_config = {"extra": "allow"}


class AnyResult(BaseModel):
    """The result of any feature."""

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
