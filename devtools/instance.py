"""One running system per state: who holds it, and what an earlier one has left."""

import asyncio
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from devtools.console import Console
from devtools.errors import DevError
from devtools.guard import is_guarded
from devtools.state import State

LEFTOVER_SECONDS = 15.0
POLL_SECONDS = 0.1


@contextmanager
def only_one(state: State, address: str) -> Iterator[None]:
    """Hold the state as long as the system runs; the lock ends with this process."""
    with (state.folder("run") / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DevError(_who_runs(state)) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {address}\n")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def running_address(state: State) -> str | None:
    """Return the address of the system that runs on this state, if one does."""
    with (state.folder("run") / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _holder(state)[1]
    return None


async def leftovers_end(state: State, console: Console) -> None:
    """Wait for what a killed supervisor's guardian is just stopping, and take away its notes."""
    if is_guarded(state):
        console.line("  Waiting for an earlier run to end …")
    with suppress(TimeoutError):
        async with asyncio.timeout(LEFTOVER_SECONDS):
            while is_guarded(state):
                await asyncio.sleep(POLL_SECONDS)
    # These numbers may be other processes' by now.
    for path in state.folder("run").glob("*.pid"):
        path.unlink()


def _who_runs(state: State) -> str:
    process, address = _holder(state)
    return f"It already runs: {address} (process {process}). Stop that one with Ctrl-C first."


def _holder(state: State) -> tuple[str, str]:
    process, _, address = (state.folder("run") / "up.lock").read_text().strip().partition(" ")
    return process, address
