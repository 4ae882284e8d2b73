"""Real processes, which tests freeze, kill and start again."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import connection

BACKEND = Path(__file__).resolve().parents[2]
# Short enough to wait for; the same code as in production.
TIMES = {
    "JOBS_LEASE": "2",
    "JOBS_HEARTBEAT_INTERVAL": "0.2",
    "JOBS_LEASE_RENEWAL_INTERVAL": "0.5",
    "JOBS_KEEPER_INTERVAL": "0.3",
    "JOBS_BACK_OFF": "0.1",
    "JOBS_GRACE": "1",
    "JOBS_HARD_LIMIT_AFTER": "1",
    "JOBS_STALL_TIMEOUT": "60",
}


class Process:
    """A program with a process group of its own, so that all of it is signalled at once."""

    process: subprocess.Popen[bytes]

    def __init__(
        self, name: str, command: Sequence[str | Path], env: Mapping[str, str], **options: Any
    ) -> None:
        self.log = Path(settings.MEDIA_ROOT) / f"{name}.log"
        self._command = command
        self._options = {"cwd": BACKEND, "env": os.environ | env, **options}

    def is_ready(self) -> bool:
        """Tell whether it does what it is for."""
        raise NotImplementedError

    def start(self) -> Self:
        """Start it, also again, and return once it is ready."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._options,
            )
        wait_for(lambda: not self.is_running or self.is_ready(), f"{self.log.stem} to start")
        assert self.is_running, self.log.read_text()
        return self

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def send(self, number: int) -> None:
        """Signal the parent of the group."""
        self.process.send_signal(number)

    def freeze(self) -> None:
        """Let the whole group stand still."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let the whole group go on."""
        os.killpg(self.process.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End the whole group without a chance to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop, as a deployment does, and return its exit status."""
        if self.is_running:
            self.send(number)
        return self.process.wait(timeout=60)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        """Leave nothing of it behind."""
        if self.is_running:
            self.kill()


def environment() -> dict[str, str]:
    """Return what makes a process use the tests' database, broker, files and times."""
    return TIMES | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE_URL": database_url(),
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "REDIS_URL": settings.API_COUNTERS_URL,
        "DJANGO_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PYTHONWARNINGS": "ignore",
    }


def database_url() -> str:
    """Return the address of the database that the tests made for themselves."""
    name = connection.settings_dict["NAME"]
    return f"{os.environ['TEST_DATABASE_URL'].rpartition('/')[0]}/{name}"


def wait_for(condition: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Wait until something is the case; the limit only ends a test that would hang."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, f"waited in vain for {what}"
        time.sleep(0.05)
