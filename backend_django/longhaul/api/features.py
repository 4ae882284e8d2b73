"""The catalogue of features."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404
from pydantic import BaseModel, ConfigDict, Field, RootModel
from rest_framework.request import Request

from longhaul.api.openapi import BINARY, OCTETS, in_path, operation
from longhaul.api.views import EngineView, document
from longhaul.feature import AnyFeature
from longhaul.registry import registry

# ── Documents


class UploadDescription(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    extensions: list[str]
    max_bytes: int = Field(validation_alias="max_size")
    max_files: int
    max_total_bytes: int = Field(validation_alias="total", description="Of all its files together")
    required: bool


class DownloadDescription(BaseModel):
    name: str
    title: str
    media_type: str


class FeatureDescription(BaseModel):
    """What can be asked for, and how. The schemas are JSON Schema 2020-12."""

    slug: str
    title: str
    description: str
    uploads: list[UploadDescription]
    options_schema: dict[str, Any]
    result_schema: dict[str, Any]
    downloads: list[DownloadDescription]
    sample: bool
    time_limit_seconds: int


class FeatureCatalogue(RootModel[list[FeatureDescription]]):
    """Every feature."""


# ── Views


class CatalogueView(EngineView):
    @operation("features", "What can be asked for?", body=FeatureCatalogue)
    def get(self, request: Request) -> Any:
        """Describe every feature, with the schemas of its options and of its result."""
        return document(FeatureCatalogue([describe_feature(feature) for feature in registry]))


class SampleView(EngineView):
    path_parameters = (in_path("slug", "The feature."),)

    @operation("sample", "A file to try a feature with", body=BINARY, problems=("not_found",))
    def get(self, request: Request, slug: str) -> Any:
        """Send the bundled sample file of a feature, to try it with."""
        feature = registry.get(slug)
        if feature is None or not feature.sample:
            raise Http404
        path = settings.SAMPLES_DIR / feature.sample
        return FileResponse(path.open("rb"), as_attachment=True, content_type=OCTETS)


def describe_feature(feature: AnyFeature) -> FeatureDescription:
    """Describe what a feature takes and returns."""
    return FeatureDescription(
        slug=feature.slug,
        title=feature.title,
        description=feature.description,
        uploads=[UploadDescription.model_validate(upload) for upload in feature.uploads],
        options_schema=feature.Options.model_json_schema(),
        result_schema=feature.Result.model_json_schema(mode="serialization"),
        downloads=[
            DownloadDescription(
                name=download.name,
                title=download.title or download.name.replace("-", " ").capitalize(),
                media_type=download.media_type,
            )
            for download in feature.downloads
        ],
        sample=bool(feature.sample),
        time_limit_seconds=int(feature.time_limit.total_seconds()),
    )
