"""Where the server is, and who asks."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .errors import LonghaulError
from .version import __version__

CONNECT_SECONDS = 10.0


@dataclass(frozen=True)
class Server:
    """An address and a token; those that are not given come from the environment."""

    url: str
    token: str = field(repr=False)

    @classmethod
    def given(cls, url: str | None, token: str | None) -> "Server":
        return cls(
            origin_of(url or required("LONGHAUL_URL", "the server's address")),
            token or required("LONGHAUL_TOKEN", "your API token"),
        )

    @property
    def headers(self) -> Mapping[str, str]:
        return {
            "Authorization": f"Token {self.token}",
            "Accept": "application/json",
            "User-Agent": f"longhaul-python/{__version__}",
        }


def required(variable: str, meaning: str) -> str:
    found = os.environ.get(variable)
    if not found:
        raise LonghaulError(f"Give {meaning}, or set {variable}.")
    return found


def origin_of(url: str) -> str:
    """Return scheme and host; a path would be lost, since links begin at the host."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise LonghaulError(f"Give the server's address like https://host, not {url}")
    return f"{parts.scheme}://{parts.netloc}"
