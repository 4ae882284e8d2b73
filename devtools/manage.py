"""./dev manage: a Django command in the environment of ./dev up."""

import argparse
import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress

from devtools.console import Console
from devtools.environment import environment, own_cluster
from devtools.instance import only_one, running_address
from devtools.paths import BACKEND, PYTHON
from devtools.quiet import Quiet
from devtools.setup import set_up
from devtools.state import State
from devtools.supervisor import Supervisor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "All arguments go to manage.py."


async def main(options: argparse.Namespace) -> int:
    console = Console()
    await set_up(console, npm=False, page=False)
    command = [str(PYTHON), "manage.py", *options.rest]
    state = State()
    env = environment(state)
    own = own_cluster(state, env)
    if own is None or running_address(state):
        os.chdir(BACKEND)
        os.execve(PYTHON, command, env)
    with only_one(state, "./dev manage"):
        await own.create(state.log("setup-postgres"))
        async with Supervisor(state, Quiet(console)) as supervisor:
            await supervisor.start(own.service(env))
            return await in_this_terminal(command, env)


async def in_this_terminal(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a command that may ask questions; Ctrl-C is for it alone."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, lambda: None)
    process = await asyncio.create_subprocess_exec(*command, cwd=BACKEND, env=env)
    try:
        return await process.wait()
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
