"""The documents of one feature, with its own types in the places of the general ones."""

from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from longhaul.api.jobs.schemas import AcceptedDocument, JobDocument, ResultsDocument
from longhaul.feature import AnyFeature, Feature, Upload


class AnyOptions(BaseModel):
    """The options of whatever feature."""

    model_config = {"extra": "allow"}


class AnyResult(BaseModel):
    """The result of whatever feature."""

    model_config = {"extra": "allow"}


class Generic(Feature[AnyOptions, AnyResult]):
    """Stands for every feature in the schema from which the page's own types are made."""

    slug = "feature"
    uploads = (Upload("upload", required=False),)


Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
NOTHING_ELSE = ConfigDict(extra="forbid")
Binary = Annotated[bytes, WithJsonSchema({"type": "string", "format": "binary"})]


@cache
def job_model(feature: AnyFeature) -> type[BaseModel]:
    """Return the status document of a feature."""
    return create_model(
        f"{type(feature).__name__}Job",
        __base__=JobDocument,
        __doc__=JobDocument.__doc__,
        options=(feature.Options, ...),
    )


@cache
def accepted_model(feature: AnyFeature) -> type[BaseModel]:
    """Return what create answers with: the status document, and whether it is of a new job."""
    return create_model(
        f"{type(feature).__name__}Accepted",
        __base__=AcceptedDocument,
        __doc__=AcceptedDocument.__doc__,
        options=(feature.Options, ...),
    )


@cache
def results_model(feature: AnyFeature) -> type[BaseModel]:
    """Return the results document of a feature."""
    return create_model(
        f"{type(feature).__name__}Results",
        __base__=ResultsDocument,
        __doc__=ResultsDocument.__doc__,
        result=(feature.Result, ...),
    )


@cache
def create_model_of(feature: AnyFeature) -> dict[str, type[BaseModel]]:
    """Return the bodies that create takes, by media type."""
    fields: dict[str, Any] = {
        "options": (feature.Options | None, Field(default=None)),
        "available_at": (Moment | None, Field(default=None, description="Not before this.")),
    }
    name = f"{type(feature).__name__}Create"
    parts = {upload.name: _part(upload) for upload in feature.uploads}
    bodies: dict[str, type[BaseModel]] = {}
    if feature.uploads:
        bodies["multipart/form-data"] = create_model(
            f"{name}Form", __config__=NOTHING_ELSE, **parts, **fields
        )
    if not any(upload.required for upload in feature.uploads):
        bodies["application/json"] = create_model(name, __config__=NOTHING_ELSE, **fields)
    return bodies


@cache
def repeat_model(feature: AnyFeature) -> type[BaseModel]:
    """Return the body of a request for a job like another."""
    fields: dict[str, Any] = {
        "options": (feature.Options | None, Field(default=None, description="None: as before.")),
        "available_at": (Moment | None, Field(default=None, description="Not before this.")),
    }
    name = f"{type(feature).__name__}Repeat"
    return create_model(name, __config__=NOTHING_ELSE, **fields)


def _part(upload: Upload) -> Any:
    kind: Any = Binary if upload.max_files == 1 else list[Binary]
    return (kind, ...) if upload.required else (kind | None, None)
