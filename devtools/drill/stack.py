"""The containers of production.yml, with settings and secrets of the drill's own."""

import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from devtools.errors import DevError
from devtools.paths import ROOT
from devtools.ports import next_free

FILE = "production.yml"
PROJECT = "docker-drill"
SCRIPTS = ROOT / "docker" / "production"
IMAGE = "docker-drill"
FIRST, SECOND, SICK = "0.0.1", "0.0.2", "0.0.3"
FIRST_PORT = 18000
# Caddy makes certificates for this name by itself.
DOMAIN = "localhost"
ADMIN = "admin@example.com"
TOO_LARGE = 21_000_000  # bytes
# A killed worker's job shall not take a minute to be rescued, nor the traffic be throttled.
SETTINGS = {
    "IMAGE": IMAGE,
    "JOBS_LEASE": "15",
    "JOBS_KEEPER_INTERVAL": "3",
    "MAX_REQUEST_SIZE": "20MB",
    "API_RATES": ",".join(f"{scope}=1000000/minute" for scope in ("create", "polling", "other")),
}

SICKNESS = f"""\
FROM {IMAGE}:{FIRST}
USER root
RUN printf '#!/bin/sh\\nexec python -m http.server 5000\\n' > /usr/local/bin/start-web
USER 10001
"""


class Stack:
    """Runs commands of Compose, and knows where the door is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.http_port = next_free(FIRST_PORT)
        self.https_port = next_free(self.http_port + 1)
        self.env: dict[str, str] = os.environ | {
            "COMPOSE_FILE": FILE,
            "COMPOSE_PROJECT_NAME": PROJECT,
            "COMPOSE_ENV_FILES": str(self.settings),
        }

    @property
    def settings(self) -> Path:
        return self.folder / ".env"

    @property
    def address(self) -> str:
        return f"https://{DOMAIN}:{self.https_port}"

    def initialize(self) -> None:
        """Make settings and secrets as an operator does, and add what a drill needs."""
        self.run(SCRIPTS / "init", DOMAIN, ADMIN, self.folder)
        ports = {"HTTP_PORT": str(self.http_port), "HTTPS_PORT": str(self.https_port)}
        made = dict(line.split("=", 1) for line in self.settings.read_text().splitlines())
        own = made | SETTINGS | ports | {"VERSION": FIRST}
        self.settings.write_text("".join(f"{name}={value}\n" for name, value in own.items()))

    def secret(self, name: str) -> str:
        return (self.folder / "secrets" / name).read_text()

    def compose(self, *words: str | Path, **env: str) -> str:
        """Run `docker compose` and return what it wrote."""
        return self.run("docker", "compose", *words, **env)

    def build_sick(self) -> None:
        """Build a version that answers everything with 404."""
        folder = self.folder / "sick"
        folder.mkdir()
        (folder / "Dockerfile").write_text(SICKNESS)
        self.run("docker", "build", "--tag", f"{IMAGE}:{SICK}", folder)

    def start(self) -> None:
        self.compose("up", "--detach", "--wait", "--wait-timeout", "900")

    def containers(self, service: str) -> list[str]:
        return self.compose("ps", "--quiet", service).split()

    def certificate(self) -> ssl.SSLContext:
        """Return what trusts the certificates of this stack's own authority."""
        path = self.folder / "root.crt"
        authority = "caddy:/data/caddy/pki/authorities/local/root.crt"
        self.compose("cp", authority, path)
        return ssl.create_default_context(cafile=path)

    def clear(self) -> None:
        """Take everything down, its data too."""
        self.compose("down", "--volumes", "--remove-orphans", "--timeout", "10")

    def forget(self) -> None:
        """Remove the images; a later drill builds them from what Docker keeps."""
        listed = ("docker", "image", "ls", "--quiet", "--filter", f"reference={IMAGE}*")
        if images := self.run(*listed).split():
            self.run("docker", "image", "rm", "--force", *set(images))

    def failure(self, *words: str | Path, **env: str) -> str:
        """Run a command that is meant to fail, and return why it did; nothing if it did not."""
        done = self._run(*words, **env)
        return done.stderr if done.returncode else ""

    def run(self, *words: str | Path, **env: str) -> str:
        done = self._run(*words, **env)
        if done.returncode:
            command = " ".join(map(str, words))
            raise DevError(f"{command} failed:\n{(done.stderr or done.stdout)[-2_000:]}")
        return done.stdout

    def _run(self, *words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=ROOT, env=self.env | env, capture_output=True, text=True, check=False
        )


@contextmanager
def passing_stack(*, keep: bool) -> Iterator[Stack]:
    """Give a stack that is taken down at the end, however that comes."""
    folder = Path(mkdtemp(prefix="docker-drill-"))
    stack = Stack(folder)
    stack.initialize()
    stack.clear()  # what a drill has left that was killed
    try:
        yield stack
    finally:
        if not keep:
            stack.clear()
            stack.forget()
            shutil.rmtree(folder)
