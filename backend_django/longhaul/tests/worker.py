"""A real worker, on the tests' database and broker."""

import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing

from celery import current_app
from django.db import connection

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

    def freeze(self) -> None:
        """Let it stand still, but not while it holds SQLite's one lock: nobody could write then."""
        super().freeze()
        while not is_writable():
            self.thaw()
            time.sleep(0.01)
            super().freeze()


def is_writable() -> bool:
    """Tell whether nobody keeps others from writing to the tests' database."""
    if connection.vendor != "sqlite":
        return True
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0.5)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        return True
