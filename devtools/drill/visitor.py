"""A browser or a program that comes through the proxy."""

import secrets
import ssl
import time
from typing import Any

import httpx

from devtools.errors import DevError
from devtools.paths import ROOT

SAMPLE = ROOT / "fixtures" / "samples" / "flights.parquet"
FEATURE = "/api/v1/table-profile"
ENDINGS = {"completed", "failed", "cancelled"}
SECONDS = 60.0


class Visitor:
    """Asks without ever repeating a request: whatever fails is seen."""

    def __init__(self, address: str, certificate: ssl.SSLContext | bool) -> None:
        # Each request has a connection of its own, as those of many visitors have.
        limits = httpx.Limits(max_keepalive_connections=0)
        self.http = httpx.Client(
            base_url=address, verify=certificate, timeout=SECONDS, limits=limits
        )

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers=headers)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a program: with a token from here on."""
        body = {"email": email, "password": password}
        answer = self.http.post("/api/v1/auth/login/", json=body).raise_for_status()
        self.http.headers["Authorization"] = f"Token {answer.json()['key']}"

    def open_session(self, email: str, password: str) -> None:
        """Sign in as a browser: with a cookie from here on."""
        self.get("/api/v1/auth/session/").raise_for_status()
        headers = {
            "X-CSRFToken": self.http.cookies.get("csrftoken") or "",
            "Referer": f"{self.http.base_url}/",
        }
        body = {"email": email, "password": password}
        answer = self.http.post("/api/v1/auth/session/", json=body, headers=headers)
        answer.raise_for_status()

    def start(self) -> str:
        """Create a job of the main feature; return its id."""
        return str(self.create().raise_for_status().json()["id"])

    def create(self, content: bytes = b"") -> httpx.Response:
        """Ask for a job with the sample, or with something else."""
        content = content or SAMPLE.read_bytes()
        files = {"table": (SAMPLE.name, content)}
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        return self.http.post(f"{FEATURE}/create/", files=files, headers=headers)

    def status(self, job: str, **headers: str) -> dict[str, Any]:
        answer = self.get(f"{FEATURE}/status/{job}/", **headers).raise_for_status()
        document: dict[str, Any] = answer.json()
        return document

    def wait(self, job: str, *, seconds: float, running: bool = False) -> dict[str, Any]:
        """Follow a job until it has ended, or only until it runs."""
        until = time.monotonic() + seconds
        while (document := self.status(job, Prefer="wait=5"))["status"] not in ENDINGS:
            if running and document["status"] == "processing":
                break
            if time.monotonic() > until:
                raise DevError(f"Job {job} is {document['status']} after {seconds:g} s.")
        return document
