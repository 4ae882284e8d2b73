"""./dev test: everything that must pass, or one group of it."""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass

from devtools.console import BOLD, GREEN, RED, YELLOW, Console
from devtools.errors import DevError
from devtools.parts import GROUPS, PARTS, Part
from devtools.running import call
from devtools.setup import set_up
from devtools.surroundings import needs_embedded_postgres

BROWSER_GROUP = "e2e"
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
    outcomes = [
        await outcome(part, options, console)
        for part in PARTS
        if options.group in (None, part.group)
    ]
    return summarise(outcomes, console)


async def prepare(options: argparse.Namespace, console: Console) -> None:
    group = options.group
    postgres = group in (None, "backend") and needs_embedded_postgres()
    await set_up(
        console,
        extras=["client", "local", "generators", *["postgres"] * postgres],
        npm=group not in WITHOUT_NODE,
        page=group in (None, BROWSER_GROUP),
    )


async def outcome(part: Part, options: argparse.Namespace, console: Console) -> Outcome:
    if options.no_browser and part.group == BROWSER_GROUP:
        return Outcome(part, "left out")
    console.line(f"\n{console.style(f'── {part.name}', BOLD)}")
    started = time.monotonic()
    passed = await passes(part, options.rest, console)
    return Outcome(part, "passed" if passed else "failed", time.monotonic() - started)


async def passes(part: Part, arguments: Sequence[str], console: Console) -> bool:
    try:
        async with part.around() as env:
            return not await call([*part.command, *arguments], cwd=part.cwd, env=env)
    except DevError as error:
        console.line(str(error))
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
