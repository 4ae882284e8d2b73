"""What a finished job gives."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from .models import GenericJob

if TYPE_CHECKING:
    from .aio import AsyncClient
    from .client import Client

ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class Completed(Generic[ResultT]):
    """A completed job and its result."""

    job: GenericJob
    result: ResultT
    client: "Client"

    def download(self, name: str, folder: str | Path = ".") -> Path:
        """Fetch one of its files; return where it lies."""
        return self.client.download(self.job, name, folder)


@dataclass(frozen=True)
class AsyncCompleted(Generic[ResultT]):
    """A completed job and its result."""

    job: GenericJob
    result: ResultT
    client: "AsyncClient"

    async def download(self, name: str, folder: str | Path = ".") -> Path:
        """Fetch one of its files; return where it lies."""
        return await self.client.download(self.job, name, folder)
