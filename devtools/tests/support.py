"""Small programs to supervise, and a witness of what happens to them."""

import asyncio
import os
import re
import sys
from collections import defaultdict
from typing import Any

from devtools.runner import Phase
from devtools.service import Service

READY = re.compile("^ready$")
STAYS = "import signal; print('ready', flush=True); signal.pause()"
IGNORES_STOP = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {STAYS}"
# A leader whose child would survive it.
HAS_CHILD = f"import os; os.fork(); {STAYS}"


def service(name="one", code=STAYS, **options):
    command = [sys.executable, "-S", "-c", code]
    program: dict[str, Any] = {"command": command, "ready": READY, "env": os.environ}
    return Service(name=name, **(program | options))


class Witness:
    """Remembers everything, and lets a test wait for it."""

    def __init__(self):
        self.lines = []
        self.events = []
        self.phases = defaultdict(list)
        self._news = asyncio.Event()

    def heard(self, _, line):
        self.lines.append(line)
        self._news.set()

    def reported(self, _, event):
        self.events.append(event)
        self._news.set()

    def changed(self, service, phase):
        self.phases[service.name].append(phase)
        self._news.set()

    async def until(self, happened):
        while not happened():
            self._news.clear()
            await self._news.wait()

    def times_ready(self, name="one"):
        return self.phases[name].count(Phase.READY)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def at_end(pipe):
    """Wait until every process that holds the other end has gone."""
    with os.fdopen(pipe, "rb") as end:
        return end.read() == b""
