"""A browser or a program that comes through the proxy."""

import secrets
import ssl
import time
from dataclasses import dataclass
from typing import Any

import httpx

from devtools.errors import DevError

ENDINGS = {"completed", "failed", "cancelled"}
SECONDS = 60.0


@dataclass(frozen=True)
class Errand:
    """What a visitor comes for: a job of one feature, with its sample."""

    feature: str
    upload: str
    name: str
    content: bytes


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
        self.errand = self._find_errand()

    def _find_errand(self) -> Errand:
        """Take the first feature with a sample, whichever it is."""
        features = self.get("/api/v1/features/").raise_for_status().json()
        for feature in features:
            if feature["sample"] and feature["uploads"]:
                sample = self.get(f"/api/v1/features/{feature['slug']}/sample/").raise_for_status()
                name = sample.headers["Content-Disposition"].rpartition("filename=")[2].strip('"')
                upload = feature["uploads"][0]["name"]
                return Errand(feature["slug"], upload, name, sample.content)
        raise DevError("No feature has a sample, so there is no job to run.")

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
        """Create a job; return its id."""
        return str(self.create().raise_for_status().json()["id"])

    def create(self, content: bytes = b"") -> httpx.Response:
        """Ask for a job with the sample, or with something else."""
        errand = self.errand
        files = {errand.upload: (errand.name, content or errand.content)}
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        return self.http.post(f"/api/v1/{errand.feature}/create/", files=files, headers=headers)

    def jobs(self) -> list[str]:
        """Return the ids of the newest jobs."""
        answer = self.get("/api/v1/jobs/").raise_for_status()
        return [job["id"] for job in answer.json()["results"]]

    def status_path(self, job: str) -> str:
        return f"/api/v1/{self.errand.feature}/status/{job}/"

    def status(self, job: str, **headers: str) -> dict[str, Any]:
        answer = self.get(self.status_path(job), **headers).raise_for_status()
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
