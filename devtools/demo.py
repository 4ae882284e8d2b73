"""./dev demo: the main job in the terminal, through the HTTP API and its Python client."""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from devtools.console import Console
from devtools.errors import DevError
from devtools.instance import running_address
from devtools.paths import CLIENT, PYTHON, ROOT
from devtools.ports import next_free
from devtools.probes import answers_http
from devtools.quiet import Quiet
from devtools.running import Command, call
from devtools.setup import set_up
from devtools.sign_in import demo_token
from devtools.state import State
from devtools.system import System, started

FIRST_PORT = 8000
START_SECONDS = 60.0
POLL_SECONDS = 0.2
PACKAGES = ("client",)
# It imports the client, which is there only once the set-up is done.
SHOW: Command = [PYTHON, "-m", "devtools.show"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="instead of the feature's sample")
    parser.add_argument("--feature", metavar="SLUG", help="instead of the first one with a sample")
    parser.add_argument(
        "--kill-worker", action="store_true", help="kill the worker in mid-job; takes 90 seconds"
    )


async def main(options: argparse.Namespace) -> int:
    if options.file and not options.file.is_file():
        what = "is no file" if options.file.exists() else "does not exist"
        raise DevError(f"{options.file} {what}.")
    async with reached(Console()) as where:
        return await call([*SHOW, *passed_on(options)], env=os.environ | where)


def passed_on(options: argparse.Namespace) -> list[str]:
    """Return the command line again."""
    return [
        *([f"--feature={options.feature}"] if options.feature else []),
        *(["--kill-worker"] if options.kill_worker else []),
        *(["--", str(options.file)] if options.file else []),
    ]


@asynccontextmanager
async def reached(console: Console) -> AsyncIterator[Mapping[str, str]]:
    """Give the way to the system that runs, or to one that runs for this demo only."""
    state = State()
    if (address := running_address(state)) and address.startswith("http"):
        await answering(address)
        await set_up(console, extras=PACKAGES, npm=False, page=False)
        yield way_to(address, await asyncio.to_thread(demo_token, state, address))
        return
    await set_up(console, extras=PACKAGES)
    console.line("  Starting the system for this demo …")
    system = System(state=state, port=next_free(FIRST_PORT))
    async with started(system, console, Quiet(console)) as running:
        yield way_to(running.addresses.page, running.demo["token"])


def way_to(address: str, token: str) -> Mapping[str, str]:
    """Return the environment in which the client finds the system."""
    path = os.pathsep.join(map(str, (ROOT, CLIENT / "src")))
    return {"LONGHAUL_URL": address, "LONGHAUL_TOKEN": token, "PYTHONPATH": path}


async def answering(address: str) -> None:
    """Wait until the system that runs has started, or is back from a mishap."""
    try:
        async with asyncio.timeout(START_SECONDS):
            while not await asyncio.to_thread(answers_http, f"{address}/readyz"):
                await asyncio.sleep(POLL_SECONDS)
    except TimeoutError:
        raise DevError(f"{address} does not answer; look at the terminal of ./dev up.") from None
