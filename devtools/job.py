"""One job through the API: create, follow, fetch; or cancel."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from devtools.client import Answer, Client, multipart
from devtools.errors import DevError

API = "/api/v1/"
UNFINISHED = {"pending", "processing"}


class Job:
    """What the server last said about it."""

    def __init__(self, client: Client, created: Answer) -> None:
        self._client = client
        self._answer = created

    @classmethod
    def create(cls, client: Client, feature: dict[str, Any], path: Path | None) -> "Job":
        """Submit the feature's sample, or a file of the user's."""
        body, content_type = b"{}", "application/json"
        if feature["uploads"]:
            filename, content = _input(client, feature, path)
            body, content_type = multipart(feature["uploads"][0]["name"], filename, content)
        headers = {"Content-Type": content_type, "Idempotency-Key": str(uuid4())}
        answer = client.send("POST", f"{API}{feature['slug']}/create/", body, headers)
        return cls(client, checked(answer))

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = self._answer.json()
        return document

    async def follow(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the status document now and at each change, as often as the server allows."""
        yield self.document
        while self.document["status"] in UNFINISHED:
            await asyncio.sleep(float(self._answer.headers.get("Retry-After", "1")))
            await self.look()
            yield self.document

    async def look(self) -> None:
        """Ask how the job is."""
        self._answer = checked(await self._get(self.document["links"]["self"]))

    def cancel(self) -> None:
        checked(self._client.send("POST", self.document["links"]["cancel"]))

    async def result(self) -> dict[str, Any]:
        answer = checked(await self._get(self.document["links"]["results"]))
        result: dict[str, Any] = answer.json()["result"]
        return result

    async def download(self, folder: Path) -> AsyncIterator[tuple[str, Path]]:
        """Fetch every file that the job has made, and yield its title and where it lies."""
        for name, link in self.document["links"]["downloads"].items():
            yield name, await self._save(name, link, folder)

    async def _save(self, name: str, link: str, folder: Path) -> Path:
        answer = checked(await self._get(link))
        path = folder / Path(answer.filename(name)).name
        path.write_bytes(answer.body)
        return path

    async def _get(self, link: str) -> Answer:
        return await asyncio.to_thread(self._client.get, link)


def _input(client: Client, feature: dict[str, Any], path: Path | None) -> tuple[str, bytes]:
    if path:
        return path.name, path.read_bytes()
    sample = checked(client.get(f"{API}features/{feature['slug']}/sample/"))
    return sample.filename("sample"), sample.body


def checked(answer: Answer) -> Answer:
    """Raise the server's own words for a refusal."""
    if not answer.ok:
        problem = answer.json()
        raise DevError(
            f"The server refused: {problem['title']} {problem.get('detail', '')}".rstrip()
        )
    return answer
