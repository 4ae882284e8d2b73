"""The part of ./dev chaos that needs the installed packages."""

import argparse
import asyncio
import json
import logging
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time

from devtools.chaos.board import Board
from devtools.chaos.command import add_arguments
from devtools.chaos.outcome import tell
from devtools.chaos.plan import Plan, make_plan
from devtools.chaos.report import Report, as_document, judge
from devtools.chaos.soak import Soak
from devtools.chaos.stage import Setting, staged
from devtools.chaos.times import Times
from devtools.chaos.witness import Witness
from devtools.console import Console
from devtools.errors import DevError
from devtools.running import run
from devtools.state import State

DRAW_SECONDS = 0.5


async def main(options: argparse.Namespace) -> int:
    console = Console()
    with passing_state() as state:
        setting = Setting(
            state=state,
            defaults=options.defaults,
            sabotage=options.sabotage or "",
        )
        plan = make_plan(
            options.seed,
            60 * options.minutes,
            Times.of(setting.environment()),
            sabotage=setting.sabotage,
        )
        report = await soaked(setting, plan, Board(console))
        if options.report:
            options.report.write_text(json.dumps(as_document(report), indent=2) + "\n")
        if not report.has_passed:
            raise DevError(f"Not everything held. The logs are in {state.folder('log')}.")
    return 0


async def soaked(setting: Setting, plan: Plan, board: Board) -> Report:
    """Run the plan on a system of its own, and tell how it went."""
    board.announce(plan)
    async with staged(setting, board, board.console) as stage:
        soak = Soak(stage, plan, Witness(setting.log))
        drawing = asyncio.create_task(draw(board, soak))
        try:
            evidence = await soak.run()
        finally:
            drawing.cancel()
            board.close()
    report = judge(plan, evidence, time())
    tell(report, board.console)
    return report


async def draw(board: Board, soak: Soak) -> None:
    while True:
        board.show(soak)
        await asyncio.sleep(DRAW_SECONDS)


@contextmanager
def passing_state() -> Iterator[State]:
    """Give a folder that goes at the end, unless there is something in it to be looked at."""
    root = Path(tempfile.mkdtemp(prefix="dev-chaos-"))
    kept = False
    try:
        yield State(root)
    except Exception:
        kept = True
        raise
    finally:
        if not kept:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="./dev chaos")
    add_arguments(parser)
    # The client warns of each request that it repeats; here that is what it is for.
    logging.getLogger("longhaul_client").setLevel(logging.ERROR)
    try:
        sys.exit(run(main(parser.parse_args())))
    except DevError as error:
        print(f"./dev: {error}", file=sys.stderr)
        sys.exit(1)
