"""Reads the log of side effects while it is written."""

import os
from contextlib import suppress
from pathlib import Path

from devtools.chaos.evidence import Line

# What an execution writes last.
LAST = frozenset({"left", "died"})


class Witness:
    """Knows every event so far, and which executions have not come to their end."""

    def __init__(self, log: Path) -> None:
        self.lines: list[Line] = []
        self._running: dict[str, Line] = {}
        self._log = log
        log.touch()
        self._position = 0

    def read(self) -> None:
        """Take in what was written since the last time."""
        with self._log.open() as log:
            log.seek(self._position)
            for line in map(parse, log.readlines()):
                self.lines.append(line)
                if line.event in LAST:
                    self._running.pop(line.execution, None)
                else:
                    self._running[line.execution] = line
            self._position = log.tell()

    def running_in(self, groups: frozenset[int]) -> list[Line]:
        """Return a line of each execution that runs in these process groups, the oldest first."""
        self.read()
        return [line for line in self._running.values() if group_of(line.pid) in groups]


def parse(text: str) -> Line:
    at, job, attempt, execution, pid, event = text.split()
    return Line(
        at=float(at), job=job, attempt=int(attempt), execution=execution, pid=int(pid), event=event
    )


def group_of(pid: int) -> int | None:
    """Return the process group, or None if there is no such process any more."""
    with suppress(ProcessLookupError):
        return os.getpgid(pid)
    return None
