"""Stop what a killed supervisor leaves behind.

Through a pipe, the supervisor tells it of each process group: `+<group> <stop signal>` when it
starts, `-<group>` when it has ended. The pipe ends with the supervisor, however that died; the
groups that are left then would never be stopped.
"""

import os
import signal
import sys
import time
from contextlib import suppress

GRACE_SECONDS = 10.0


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def stop(group: int, signal_number: int) -> None:
    """Ask the leader to end, wait for it, then kill what is left of its group."""
    with suppress(ProcessLookupError):
        os.kill(group, signal_number)
    deadline = time.monotonic() + GRACE_SECONDS
    while is_alive(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def main() -> None:
    groups: dict[int, int] = {}
    for line in sys.stdin:
        group, _, signal_number = line[1:].partition(" ")
        if line.startswith("+"):
            groups[int(group)] = int(signal_number)
        else:
            groups.pop(int(group), None)
    # The broker and the database were started first, so they end last.
    for group, signal_number in reversed(groups.items()):
        stop(group, signal_number)


if __name__ == "__main__":
    main()
