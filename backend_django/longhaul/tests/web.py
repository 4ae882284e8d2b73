"""A real web server, on the tests' database and broker."""

import sys
from collections.abc import Sequence

import httpx
from devtools.ports import HOST, any_free
from devtools.probes import answers_http

from longhaul.tests.accounts import issue_key
from longhaul.tests.process import Process, environment
from users.models import User


class Web(Process):
    """Gunicorn with one process, started by the command that deployments use.

    `inside` is a command that runs another one in surroundings of its own.
    """

    def __init__(self, *, inside: Sequence[str] = (), **env: str) -> None:
        address = f"{HOST}:{any_free()}"
        self.url = f"http://{address}"
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
        where = ["--no-control-socket", "--bind", address, "config.wsgi"]
        one = {"WEB_CONCURRENCY": "1"}
        super().__init__("web", [*inside, *command, *where], environment() | one | env)

    def is_ready(self) -> bool:
        return answers_http(f"{self.url}/readyz")

    def client(self, key: str) -> httpx.Client:
        """Return a client that signs in with a token's key."""
        headers = {"Authorization": f"Token {key}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30)

    def client_of(self, user: User) -> httpx.Client:
        """Return a client of a user of the tests' database."""
        return self.client(issue_key(user))
