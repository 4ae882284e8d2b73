"""What the core says to a driver, and what it hears: it asks and pauses, the driver does it."""

import json
from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, TypeVar

from httpx import Headers

# How long a connection may stay silent, in seconds; longer than the server waits for a change.
SILENCE = 60.0

T = TypeVar("T")


class Body(Protocol):
    """What a request carries."""

    def opened(self) -> AbstractContextManager[Mapping[str, Any]]:
        """Return httpx's arguments for one attempt; each attempt opens the file again."""
        ...


class Sink(Protocol):
    """Where a large answer goes, piece by piece."""

    def begin(self, status: int, etag: str) -> bool:
        """Tell whether the body of an answer belongs here."""
        ...

    def write(self, chunk: bytes) -> object: ...


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Send a request; the answer comes back, or what httpx raised."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Body | None = None
    sink: Sink | None = None
    silence: float = SILENCE


@dataclass(frozen=True)
class Pause:
    """Do nothing for a while."""

    seconds: float


@dataclass(frozen=True)
class Answer:
    """What the server said; the body is empty where a sink has taken it."""

    status: int
    headers: Headers
    body: bytes = b""

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def retry_after(self) -> float | None:
        """Return the seconds that the server asks to wait."""
        text = self.headers.get("Retry-After", "")
        return float(text) if text.isdecimal() else None


Step: TypeAlias = Ask | Pause
# The caller runs them and sends the Answer to each Ask.
Steps: TypeAlias = Generator[Step, Any, T]
