"""A real worker: its own process group, on the tests' database and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import connection

BACKEND = Path(__file__).resolve().parents[1]
# Short enough to wait for; the same code as in production.
TIMES = {
    "JOBS_LEASE": "2",
    "JOBS_BEAT": "0.2",
    "JOBS_IDLE_BEAT": "0.5",
    "JOBS_KEEPER": "0.3",
    "JOBS_BACK_OFF": "0.1",
    "JOBS_GRACE": "1",
    "JOBS_HARD_LIMIT_AFTER": "1",
}


class Worker:
    """A Celery worker with two children, started by the command that deployments use."""

    def __init__(self, name: str = "probe", **times: str) -> None:
        command = [sys.executable, "-m", "celery", "-A", "config.celery_app", "worker"]
        queues = ["--queues", "critical,high,default,low"]
        self.name = f"{name}@localhost"
        self.log = Path(settings.MEDIA_ROOT) / f"{name}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *queues, "--concurrency", "2", "--hostname", self.name],
                cwd=BACKEND,
                env=os.environ | TIMES | self._environment() | times,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "TEST_DATABASE_URL": database_url(),
            "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
            "DJANGO_MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "PYTHONWARNINGS": "ignore",
        }

    def wait_until_ready(self) -> "Worker":
        """Return once the worker answers through the broker."""
        wait_for(lambda: self.process.poll() is not None or self.answers(), "the worker to start")
        assert self.process.poll() is None, self.log.read_text()
        return self

    def answers(self) -> bool:
        return bool(current_app.control.ping(destination=[self.name], timeout=0.5))

    def signal(self, number: int) -> None:
        """Signal the worker's parent process."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """End the whole group without a chance to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask the worker to stop, as a deployment does, and return its exit status."""
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@contextmanager
def running_worker(name: str = "probe", **times: str) -> Iterator[Worker]:
    """Run a worker for the length of a block, and leave nothing of it behind."""
    worker = Worker(name, **times)
    try:
        yield worker.wait_until_ready()
    finally:
        if worker.process.poll() is None:
            worker.kill()


def database_url() -> str:
    """Return the address of the database that the tests made for themselves."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['TEST_DATABASE_URL'].rpartition('/')[0]}/{name}"


def wait_for(condition: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Wait until something is the case; the limit only ends a test that would hang."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, f"waited in vain for {what}"
        time.sleep(0.05)
