"""./dev demo: the main job in the terminal, through the HTTP API."""

import argparse
import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from devtools.client import Client
from devtools.console import BOLD, GREEN, Console
from devtools.errors import DevError
from devtools.instance import running_address
from devtools.job import API, Job, checked
from devtools.mishap import kill_worker_of
from devtools.paths import shown
from devtools.ports import next_free
from devtools.probes import answers_http
from devtools.quiet import Quiet
from devtools.setup import set_up
from devtools.state import State
from devtools.summary import summarise
from devtools.system import System, started

FIRST_PORT = 8000
START_SECONDS = 60.0
POLL_SECONDS = 0.2
BAR_WIDTH = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="instead of the feature's sample")
    parser.add_argument("--feature", metavar="SLUG", help="instead of the first one with a sample")
    parser.add_argument(
        "--kill-worker", action="store_true", help="kill the worker in mid-job; takes 90 seconds"
    )


async def main(options: argparse.Namespace) -> int:
    if options.file and not options.file.is_file():
        raise DevError(f"There is no file {options.file}.")
    console = Console()
    async with reached(console) as client:
        feature = choose(checked(client.get(f"{API}features/")).json(), options.feature)
        job = Job.create(client, feature, options.file)
        console.line(f"{console.style(feature['title'], BOLD)}: {job.document['title']}")
        return await demonstrate(job, feature, console, kill_worker=options.kill_worker)


@asynccontextmanager
async def reached(console: Console) -> AsyncIterator[Client]:
    """Give a client of the system that runs, or of one that runs for this demo only."""
    state = State()
    if address := running_address(state):
        await answering(address)
        yield Client(address, json.loads(state.demo_file.read_text())["token"])
        return
    await set_up(console)
    console.line("  Starting the system for this demo …")
    system = System(state=state, port=next_free(FIRST_PORT))
    async with started(system, console, Quiet(console)) as running:
        yield Client(running.addresses.page, running.demo["token"])


async def answering(address: str) -> None:
    """Wait until the system that runs has started, or is back from a mishap."""
    try:
        async with asyncio.timeout(START_SECONDS):
            while not await asyncio.to_thread(answers_http, f"{address}/readyz"):
                await asyncio.sleep(POLL_SECONDS)
    except TimeoutError:
        raise DevError(f"{address} does not answer; look at the terminal of ./dev up.") from None


def choose(features: list[dict[str, Any]], slug: str | None) -> dict[str, Any]:
    for feature in features:
        if feature["slug"] == slug or (slug is None and feature["sample"]):
            return feature
    raise DevError(f"There is no feature {slug}." if slug else "No feature has a sample.")


async def demonstrate(
    job: Job, feature: dict[str, Any], console: Console, *, kill_worker: bool
) -> int:
    """Follow one job to its end; being cancelled cancels it on the server too."""
    try:
        if kill_worker:
            worker = await kill_worker_of(job, State())
            console.line(f"  Killed the worker (process {worker}). Its lease ends in a minute …")
        async for document in job.follow():
            console.footer([progress(document)])
    except asyncio.CancelledError:
        console.footer([])
        job.cancel()
        console.line("Cancelled.")
        raise
    console.footer([])
    await report(job, feature, console)
    return 0


async def report(job: Job, feature: dict[str, Any], console: Console) -> None:
    document = job.document
    if document["status"] != "completed":
        error = document["error"] or {"title": "It was cancelled.", "detail": ""}
        raise DevError(f"The job has {document['status']}: {error['title']} {error['detail']}")
    console.line(f"{console.style('✓', GREEN)} completed, attempt {document['attempt']}")
    for line in summarise(await job.result()):
        console.line(line)
    folder = State().folder("demo") / feature["slug"]
    folder.mkdir(exist_ok=True)
    console.line()
    async for title, path in job.download(folder):
        console.line(f"  {title}: {shown(path)}")


def progress(document: dict[str, Any]) -> str:
    """Draw the progress; a job whose end is unknown has an empty bar."""
    now = document["progress"]
    percent = now["percent"] or 0
    filled = BAR_WIDTH * percent // 100
    bar = "█" * filled + "░" * (BAR_WIDTH - filled)
    return f"{bar} {percent:3d} %  {document['phase']}  {now['message']}"
