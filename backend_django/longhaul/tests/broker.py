"""A broker of a test's own: to be frozen, emptied, killed and started again, empty."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from celery import current_app
from devtools.broker import find_server
from devtools.probes import answers_ping
from django.conf import settings
from redis import Redis

from longhaul.jobs import broker
from longhaul.tests.process import Process


class Broker(Process):
    """A server on a unix socket that keeps nothing: what it had is lost when it is killed."""

    def __init__(self) -> None:
        # Not in a folder of pytest's: paths of sockets must be short.
        self._folder = Path(tempfile.mkdtemp(prefix="longhaul-"))
        self._socket = self._folder / "broker.sock"
        command: list[str | Path] = [
            find_server(),
            "--port",
            "0",
            "--unixsocket",
            self._socket,
            "--save",
            "",
        ]
        super().__init__("broker", command, {}, cwd=self._folder)

    @property
    def url(self) -> str:
        """Return where messages go."""
        return f"redis+socket://{self._socket}?virtual_host=0"

    @property
    def counters_url(self) -> str:
        """Return where requests are counted."""
        return f"unix://{self._socket}?db=1"

    def is_ready(self) -> bool:
        return answers_ping(self._socket)

    def empty(self) -> None:
        """Forget everything, as FLUSHALL does."""
        with Redis(unix_socket_path=str(self._socket)) as client:
            client.flushall()

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        shutil.rmtree(self._folder)


def use_broker(address: str) -> None:
    """Let the application forget its connections, as a forked process does, and take new ones."""
    broker.breaker.reset()
    app: Any = current_app
    conf: Any = app.conf
    settings.CELERY_BROKER_URL = address
    conf.broker_url = conf.broker_write_url = conf.broker_read_url = address
    app._after_fork()
