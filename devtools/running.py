"""Running programs to their end, and cancelling cleanly what runs."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, STDOUT
from typing import Any

GRACE_SECONDS = 15.0

Command = Sequence[str | Path]

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(main: Coroutine[Any, Any, int]) -> int:
    """Run a command to its end; each stop signal cancels it once, so that a second one hastens."""
    try:
        return asyncio.run(_cancelled_by_signals(main))
    except asyncio.CancelledError:
        return 128 + signal.SIGINT


async def _cancelled_by_signals(main: Coroutine[Any, Any, int]) -> int:
    task = asyncio.create_task(main)
    for number in STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    return await task


def kill_group(leader: int) -> None:
    """Kill a process group; all of it may have gone already."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


async def call(command: Command, *, log: Path | None = None, **options: Any) -> int:
    """Run a program to its end and return its exit status; its group goes with it."""
    with (log or Path(os.devnull)).open("ab") as output:
        if log:
            options |= {"stdout": output, "stderr": STDOUT}
        process = await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, process_group=0, **options
        )
    try:
        return await process.wait()
    except asyncio.CancelledError:
        await _interrupt(process)
        raise
    finally:
        kill_group(process.pid)


async def _interrupt(process: Process) -> None:
    """Do what Ctrl-C does to a program, which may have others to stop."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    with suppress(TimeoutError):
        async with asyncio.timeout(GRACE_SECONDS):
            await process.wait()


async def read(command: Command, **options: Any) -> tuple[int, str]:
    """Run a program to its end and return its exit status and what it wrote to standard output."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=asyncio.subprocess.PIPE, process_group=0, **options
    )
    try:
        output, _ = await process.communicate()
        return process.returncode or 0, output.decode()
    finally:
        kill_group(process.pid)
