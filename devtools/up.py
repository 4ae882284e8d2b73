"""./dev up: set up what is missing, then run everything in one terminal."""

import argparse
import asyncio
from contextlib import suppress

from devtools.console import Console
from devtools.instance import only_one
from devtools.paths import BACKEND
from devtools.setup import set_up
from devtools.state import State
from devtools.supervisor import Supervisor
from devtools.system import System, require_room, started
from devtools.view import View
from devtools.watch import changes

DEFAULT_PORT = 8000
HIGHEST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port_number, default=DEFAULT_PORT, help="of the page (8000)")
    parser.add_argument("--dev", action="store_true", help="reload everything when code changes")


async def main(options: argparse.Namespace) -> int:
    console = Console()
    state = State()
    system = System(state=state, port=options.port, dev=options.dev)
    # Before the set-up, which may take a minute.
    with only_one(state, "starting"):
        await require_room(system, console)
    await set_up(console, page=not options.dev)
    with View(console) as view:
        async with started(system, console, view) as running:
            view.show(running, state)
            with suppress(asyncio.CancelledError):
                await (reload_worker(running.supervisor) if options.dev else forever())
            console.line("Stopping; Ctrl-C again hurries.")
    return 0


async def forever() -> None:
    await asyncio.Event().wait()


async def reload_worker(supervisor: Supervisor) -> None:
    """Give the worker the changed code; Django's own server reloads by itself."""
    async for _ in changes(BACKEND):
        await supervisor.restart("worker")


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port number")
    return int(text)
