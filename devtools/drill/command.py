"""./dev docker-drill: what an operator does in a year, in some minutes."""

import argparse
import os
import shutil

from devtools.console import Console
from devtools.errors import DevError
from devtools.paths import CLIENT, PYTHON, ROOT
from devtools.running import Command, call
from devtools.setup import set_up

# It imports the client's packages, which are there only once the set-up is done.
DRILL: Command = [PYTHON, "-m", "devtools.drill"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=50, help="in flight during the upgrade (50)")
    parser.add_argument("--keep", action="store_true", help="leave everything running at the end")


async def main(options: argparse.Namespace) -> int:
    if not shutil.which("docker"):
        raise DevError("Docker is not installed; the drill needs it, with Compose.")
    await set_up(Console(), extras=["client"], npm=False, page=False)
    path = os.pathsep.join(map(str, (ROOT, CLIENT / "src")))
    words = [f"--jobs={options.jobs}", *["--keep"] * options.keep]
    return await call([*DRILL, *words], env=os.environ | {"PYTHONPATH": path})
