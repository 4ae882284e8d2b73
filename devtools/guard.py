"""The supervisor's end of the pipe to its guardian."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

GUARDIAN = Path(__file__).with_name("guardian.py")


class Guard:
    """Sees to it that nothing outlives the supervisor, not even when that is killed."""

    def __init__(self) -> None:
        reading, self._writing = os.pipe()
        command = [sys.executable, "-S", str(GUARDIAN)]
        self._process = subprocess.Popen(command, stdin=reading, start_new_session=True)
        os.close(reading)

    def watch(self, group: int, stop_signal: int) -> None:
        self._tell(f"+{group} {stop_signal:d}\n")

    def forget(self, group: int) -> None:
        self._tell(f"-{group}\n")

    def close(self) -> None:
        """Let the guardian end; it stops first what has not been forgotten."""
        os.close(self._writing)
        self._process.wait()

    def _tell(self, line: str) -> None:
        with suppress(BrokenPipeError):
            os.write(self._writing, line.encode())
