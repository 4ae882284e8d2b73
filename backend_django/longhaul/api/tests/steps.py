"""Short ways to say what a client and a worker do."""

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from rest_framework.test import APIClient

from longhaul.jobs import transitions
from longhaul.jobs.models import Job
from longhaul.jobs.pruning import purge_expired
from longhaul.registry import registry
from longhaul.worker.attempt import execute

Client = TypeVar("Client", bound=APIClient)

PASSWORD = "correct horse battery"
TEXT = b"0123456789"


def post(api: APIClient, slug: str = "echo", **body: Any) -> Any:
    """Ask for a job without files."""
    return api.post(f"/api/v1/{slug}/create/", body, format="json")


def create(api: APIClient, slug: str = "echo", **options: Any) -> Any:
    """Create a job without files, and return its document."""
    response = post(api, slug, options=options)
    assert response.status_code == 202, response.content
    return response.json()


def upload(api: APIClient, content: bytes = b"hello", name: str = "hello.txt", **parts: Any) -> Any:
    """Ask for a job with a file."""
    body = {"text": SimpleUploadedFile(name, content), **parts}
    return api.post("/api/v1/copy-file/create/", body, format="multipart")


def join(api: APIClient, *texts: bytes, **parts: Any) -> Any:
    """Ask for a job with several files."""
    files = [SimpleUploadedFile(f"{number}.txt", text) for number, text in enumerate(texts, 1)]
    return api.post("/api/v1/join-files/create/", {"texts": files, **parts}, format="multipart")


def get(api: APIClient, job: Any, link: str = "self", **headers: str) -> Any:
    """Follow one of a job's links."""
    return api.get(job["links"][link], headers=headers)


def errors_of(response: Any) -> list[tuple[str, str]]:
    """Return the field and the code of each error of a problem."""
    return [(error["field"], error["code"]) for error in response.json()["errors"]]


def ids_of(response: Any) -> list[str]:
    """Return the ids of the jobs on a page."""
    return [job["id"] for job in response.json()["results"]]


def visit(browser: Client) -> Client:
    """Take the CSRF cookie, and send it back from now on."""
    browser.get("/api/v1/auth/session/")
    browser.credentials(HTTP_X_CSRFTOKEN=browser.cookies["csrftoken"].value)
    return browser


def sign_in(browser: APIClient, email: str = "ada@example.com", password: str = PASSWORD) -> Any:
    """Sign in as the page does."""
    credentials = {"email": email, "password": password}
    return browser.post("/api/v1/auth/session/", credentials, format="json")


def download(api: APIClient, job: Any, **headers: str) -> Any:
    """Fetch the file that a copy made."""
    return api.get(job["links"]["downloads"]["copy"], headers=headers)


def run(job: Any) -> Any:
    """Work on a job as a worker does; return it."""
    feature = registry.get(job["feature"])
    assert feature is not None
    execute(feature, UUID(job["id"]), worker="here")
    return job


def claim(job: Any, lease: timedelta = timedelta(minutes=1)) -> Any:
    """Take a job's lease as a worker does, without working on it; return the job."""
    limit = timedelta(minutes=5)
    assert transitions.claim(job["id"], worker="here", lease=lease, time_limit=limit)
    return job


def change(job: Any, **values: Any) -> None:
    """Let time pass for a job."""
    assert Job.objects.filter(pk=job["id"]).update(**values)


def purge(job: Any) -> Any:
    """Let a finished job's results and files be removed; return the job."""
    change(job, expires_at=Now() - timedelta(seconds=1))
    purge_expired()
    return job
