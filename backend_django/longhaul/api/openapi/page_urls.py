"""The API as the page's generic parts see it: the feature is a part of the address.

Only the schema is made from this; it is never served.
"""

from django.urls import include, path
from pydantic import BaseModel

from longhaul.api.urls import feature_urls, general_urls
from longhaul.feature import Feature, Upload


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

    @classmethod
    def file_names(cls) -> list[str]:
        """Leave downloads out: they are reached through the links of a job."""
        return []


generic_urls = feature_urls(Generic(), slug="(?P<feature>[a-z0-9-]+)")
urlpatterns = [path("api/v1/", include([*general_urls, *generic_urls]))]
