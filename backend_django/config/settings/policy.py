"""What a browser may load and run on our pages; see Content-Security-Policy."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from .environment import env


def origins(*addresses: str) -> list[str]:
    """Return the other servers among these addresses, which may be paths of our own."""
    parts = map(urlsplit, addresses)
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts if part.netloc})


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF, *origins(env.str("STATIC_URL", ""), env.str("API_ROOT", ""))],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
