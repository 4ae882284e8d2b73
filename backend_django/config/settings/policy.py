"""What a browser may load and run on our pages; see Content-Security-Policy."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from .environment import env


def origins(address: str) -> list[str]:
    """Return the other server that an address names; none if it is a path of our own."""
    part = urlsplit(address)
    return [f"{part.scheme}://{part.netloc}"] if part.netloc else []


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF, *origins(env.str("STATIC_URL", ""))],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
