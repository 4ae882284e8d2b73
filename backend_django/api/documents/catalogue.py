"""What the API says of features."""

from typing import Any

from pydantic import BaseModel, Field, RootModel


class UploadDescription(BaseModel):
    name: str
    extensions: list[str]
    max_bytes: int
    max_files: int
    max_total_bytes: int = Field(description="Of all its files together")
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
