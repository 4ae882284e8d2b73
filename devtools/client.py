"""A REST client of the API, as anybody would write one."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

TIMEOUT_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Message
    body: bytes

    @property
    def ok(self) -> bool:
        return self.status < 400

    def json(self) -> Any:
        return json.loads(self.body)

    def filename(self, default: str) -> str:
        return self.headers.get_filename() or default


@dataclass(frozen=True)
class Client:
    """Speaks to one server as one user."""

    base_url: str
    token: str

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def send(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask and return the answer, whatever its status. Raise OSError if nobody answers."""
        request = urllib.request.Request(
            urljoin(self.base_url, path),
            data=body or None,
            method=method,
            headers={"Authorization": f"Token {self.token}", **(headers or {})},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


def multipart(name: str, filename: str, content: bytes) -> tuple[bytes, str]:
    """Encode one file as multipart/form-data; return the body and its content type."""
    boundary = uuid4().hex
    head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"'
    start, end = f"--{boundary}\r\n{head}\r\n\r\n", f"\r\n--{boundary}--\r\n"
    body = start.encode() + content + end.encode()
    return body, f"multipart/form-data; boundary={boundary}"
