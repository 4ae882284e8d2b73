"""A PostgreSQL server for one test, which kills and restarts it with its data."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

from devtools.postgres import cluster
from devtools.state import State

from longhaul.tests.process import BACKEND, Process, environment


class Postgres(Process):
    """A server with an empty, migrated database; run by root, it is another account's process."""

    def __init__(self) -> None:
        self._state = State(Path(tempfile.mkdtemp(prefix="dev-")))
        self._cluster = cluster(self._state, private=True)
        service = self._cluster.service(os.environ)
        self._ready = service.ready
        super().__init__("postgres", service.command, {}, cwd=service.cwd, **service.options)

    @property
    def url(self) -> str:
        return self._cluster.url

    def is_ready(self) -> bool:
        assert callable(self._ready)
        return self._ready()

    def manage(self, *command: str) -> str:
        """Run a Django command on this database, and return what it prints."""
        env = os.environ | environment() | {"TEST_DATABASE_URL": self.url}
        arguments = [sys.executable, "manage.py", *command]
        return subprocess.run(
            arguments, cwd=BACKEND, env=env, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    def __enter__(self) -> Self:
        asyncio.run(self._cluster.create(self.log))
        super().__enter__()
        self.manage("migrate", "--verbosity", "0")
        return self

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        shutil.rmtree(self._state.root)
