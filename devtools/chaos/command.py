"""./dev chaos: a whole system under load, while its processes are killed, frozen and restarted."""

import argparse
import os
import secrets
from pathlib import Path

from devtools.console import Console
from devtools.paths import CLIENT, PYTHON, ROOT
from devtools.running import Command, call
from devtools.setup import set_up

SAFEGUARDS = ("fence", "keeper", "commit")
# It imports the client and PostgreSQL's driver, which the set-up installs.
SOAK: Command = [PYTHON, "-m", "devtools.chaos"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=minutes, default=3.0, help="how long (3)")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10_000), help="what is to happen (a new one)"
    )
    parser.add_argument(
        "--defaults", action="store_true", help="leave the product's times as they are"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write everything as JSON")
    parser.add_argument(
        "--sabotage", choices=SAFEGUARDS, help="take a safeguard out: the run must fail"
    )


async def main(options: argparse.Namespace) -> int:
    await set_up(Console(), extras=["client"], npm=False, page=False)
    path = os.pathsep.join(map(str, (ROOT, CLIENT / "src")))
    return await call([*SOAK, *passed_on(options)], env=os.environ | {"PYTHONPATH": path})


def passed_on(options: argparse.Namespace) -> list[str]:
    """Return the command line again."""
    return [
        f"--minutes={options.minutes}",
        f"--seed={options.seed}",
        *["--defaults"] * options.defaults,
        *([f"--report={options.report}"] if options.report else []),
        *([f"--sabotage={options.sabotage}"] if options.sabotage else []),
    ]


def minutes(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of minutes")
    return number
