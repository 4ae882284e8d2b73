"""The page and its files, and what a browser may load and run on it."""

from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

env = environ.Env()

# Before each path of the API that the page asks for: a prefix that a proxy removes.
API_ROOT = env.str("API_ROOT", "")
STATIC_URL = env.str("STATIC_URL", "/static/")
WHITENOISE_IMMUTABLE_FILE_TEST = r"/vue/assets/"  # Vite names them by their content
# Where the built page's files are kept beside those of earlier builds; empty: nowhere.
PUBLISHED_ASSETS = env.str("PUBLISHED_ASSETS", "")


def origins(address: str) -> list[str]:
    """Return the origin of an address on another server; none for a path on this one."""
    part = urlsplit(address)
    return [f"{part.scheme}://{part.netloc}"] if part.netloc else []


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF, *origins(STATIC_URL)],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
