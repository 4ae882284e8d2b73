"""The API as the page's generic parts see it: the feature is a part of the address.

Only the schema is made from this; it is never served.
"""

from django.urls import include, path

from longhaul.api.openapi.feature_models import Generic
from longhaul.api.urls import feature_urls, general_urls

generic_urls = feature_urls(Generic(), slug="(?P<feature>[a-z0-9-]+)")
# Downloads are reached through the links of a job.
followed_urls = [url for url in generic_urls if "download" not in str(url.name)]
urlpatterns = [path("api/v1/", include([*general_urls, *followed_urls]))]
