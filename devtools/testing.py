"""./dev test: everything that must pass, or one group of it."""

import argparse
import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.console import BOLD, DIM, GREEN, RED, YELLOW, Console
from devtools.errors import DevError
from devtools.parts import GROUPS, PARTS, Part
from devtools.running import call
from devtools.setup import set_up
from devtools.state import State

BROWSER_GROUP = "e2e"
# Parts wait much: two of them keep a small machine busy, and hinder each other little.
SIDE_BY_SIDE = 2
WITHOUT_NODE = {"devtools", "backend", "chaos"}


@dataclass(frozen=True)
class Outcome:
    part: Part
    word: str
    seconds: float = 0.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("group", nargs="?", choices=GROUPS, help="only this one")
    parser.add_argument("--no-browser", action="store_true", help="leave the browser tests out")
    parser.epilog = "Further arguments go to the tool of the group: pytest, vitest, Playwright, …"


async def main(options: argparse.Namespace) -> int:
    if options.rest and not options.group:
        raise DevError(f"Say which group {' '.join(options.rest)} is for: {', '.join(GROUPS)}.")
    console = Console()
    await prepare(options, console)
    parts = [part for part in PARTS if options.group in (None, part.group)]
    run = in_turn if options.group else side_by_side
    return summarise(await run(parts, options, console), console)


async def prepare(options: argparse.Namespace, console: Console) -> None:
    group = options.group
    await set_up(
        console,
        extras=["client", "local", "generators"],
        npm=group not in WITHOUT_NODE,
        page=group in (None, BROWSER_GROUP),
    )


async def in_turn(
    parts: Sequence[Part], options: argparse.Namespace, console: Console
) -> list[Outcome]:
    """Run parts in this terminal."""
    outcomes = []
    for part in parts:
        console.line(title(part, console))
        outcomes.append(await outcome(part, options, console))
    return outcomes


async def side_by_side(
    parts: Sequence[Part], options: argparse.Namespace, console: Console
) -> list[Outcome]:
    """Run parts, some at a time; what each has printed follows once it has ended."""
    room = asyncio.Semaphore(SIDE_BY_SIDE)

    async def run(part: Part) -> Outcome:
        log = State().log("test-" + "-".join(re.findall(r"\w+", part.name)))
        log.unlink(missing_ok=True)
        async with room:
            console.line(console.style(f"{part.name} begins ({log})", DIM))
            found = await outcome(part, options, console, log)
        console.line(title(part, console))
        console.line(log.read_text() if log.exists() else "")
        return found

    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(run(part)) for part in parts]
    return [task.result() for task in running]


def title(part: Part, console: Console) -> str:
    return f"\n{console.style(f'── {part.name}', BOLD)}"


async def outcome(
    part: Part, options: argparse.Namespace, console: Console, log: Path | None = None
) -> Outcome:
    if options.no_browser and part.group == BROWSER_GROUP:
        return Outcome(part, "left out")
    started = time.monotonic()
    passed = await passes(part, options.rest, console, log)
    return Outcome(part, "passed" if passed else "failed", time.monotonic() - started)


async def passes(part: Part, arguments: Sequence[str], console: Console, log: Path | None) -> bool:
    try:
        async with part.around() as env:
            command = [*part.command, *arguments]
            return not await call(command, log=log, cwd=part.cwd, env=env)
    except DevError as error:
        console.line(f"{part.name}: {error}")
        return False


def summarise(outcomes: Sequence[Outcome], console: Console) -> int:
    """Print one line per part and the totals; return the exit status."""
    colours = {"passed": GREEN, "failed": RED, "left out": YELLOW}
    console.line()
    for outcome in outcomes:
        word = console.style(f"{outcome.word:<8}", colours[outcome.word])
        console.line(f"{word}  {outcome.part.name:<24} {outcome.seconds:4.0f} s")
    words = [outcome.word for outcome in outcomes]
    left_out = f", {words.count('left out')} left out" if "left out" in words else ""
    console.line(f"{words.count('passed')} passed, {words.count('failed')} failed{left_out}")
    return 1 if "failed" in words else 0
