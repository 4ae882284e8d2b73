import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from pydantic.json_schema import models_json_schema

from longhaul.api.openapi.page_schema import EngineSchemaGenerator, ProductSchemaGenerator
from longhaul.feature import AnyFeature
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

    def _write(self, path: Path, document: dict[str, Any], content: str) -> None:
        path.write_text(json.dumps(document, indent=2) + "\n")
        self.stdout.write(f"{path.name}: {content}")


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
