"""The OpenAPI schema: what each view takes and gives, by feature."""

from typing import Annotated, Any

from drf_spectacular.contrib.pydantic import PydanticExtension
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiViewExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from pydantic import BaseModel, WithJsonSchema, create_model

from jobs.feature import AnyFeature, Upload

from . import documents
from .codes import CODES

Binary = Annotated[bytes, WithJsonSchema({"type": "string", "format": "binary"})]


class ApiSchema(AutoSchema):
    """Describes the job API's views by what they say in `describe`."""
