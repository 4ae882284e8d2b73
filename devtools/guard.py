"""The supervisor's end of the pipe to its guardian."""

import fcntl
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from devtools.state import State

GUARDIAN = Path(__file__).with_name("guardian.py")


class Guard:
    """Sees to it that nothing outlives the supervisor, not even when that is killed."""

    def __init__(self, state: State) -> None:
        reading, self._writing = os.pipe()
        command = [sys.executable, "-S", str(GUARDIAN)]
        with lock_path(state).open("a") as lock:
            # The guardian inherits the lock, which ends with it: that tells when all has ended.
            fcntl.flock(lock, fcntl.LOCK_SH)
            self._process = subprocess.Popen(
                command, stdin=reading, start_new_session=True, pass_fds=[lock.fileno()]
            )
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


def is_guarded(state: State) -> bool:
    """Tell whether a guardian of this state is still there."""
    with lock_path(state).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def lock_path(state: State) -> Path:
    return state.folder("run") / "guardian.lock"
