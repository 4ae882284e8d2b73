"""A real worker, on the tests' database and broker."""

import sys
from collections.abc import Sequence

from celery import current_app

from longhaul.tests.process import Process, environment


class Worker(Process):
    """A Celery worker with two children, started by the command that deployments use.

    `inside` is a command that runs another one in surroundings of its own.
    """

    def __init__(self, name: str = "probe", *, inside: Sequence[str] = (), **env: str) -> None:
        self.name = f"{name}@localhost"
        command = [sys.executable, "-m", "celery", "--app", "config.celery_app", "worker"]
        what = ["--queues", "critical,high,default,low", "--concurrency", "2"]
        how = ["--loglevel", "INFO", "--hostname", self.name]
        super().__init__(name, [*inside, *command, *what, *how], environment() | env)

    def is_ready(self) -> bool:
        """Tell whether the worker answers through the broker."""
        return bool(current_app.control.ping(destination=[self.name], timeout=0.5))
