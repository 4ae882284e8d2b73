"""./dev manage: a Django command in the environment of ./dev up."""

import argparse
import os

from devtools.console import Console
from devtools.environment import environment
from devtools.paths import BACKEND, PYTHON
from devtools.setup import set_up
from devtools.state import State


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "All arguments go to manage.py."


async def main(options: argparse.Namespace) -> int:
    await set_up(Console(), npm=False, page=False)
    os.chdir(BACKEND)
    os.execve(PYTHON, [PYTHON, "manage.py", *options.rest], environment(State()))
