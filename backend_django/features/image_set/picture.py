from collections.abc import Callable
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What may be an image. It is opened only when it is its turn."""

    name: str
    size: int
    """Bytes, as its archive declares them."""
    open: Callable[[], IO[bytes]]
