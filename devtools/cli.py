"""The commands of ./dev."""

import argparse
import os
import sys
from types import ModuleType

from devtools import demo, lock, manage, schema, screenshots, testing, up
from devtools.errors import DevError
from devtools.running import run

COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "up": (up, "set up what is missing and run everything in this terminal"),
    "demo": (demo, "run the main job in the terminal, through the HTTP API"),
    "test": (testing, "run all linters, type checks and tests, or one group of them"),
    "schema": (schema, "make the API types of the page and the client from the back end"),
    "manage": (manage, "run a Django command (manage.py)"),
    "screenshots": (screenshots, "take the README's pictures anew"),
    "lock": (lock, "pin the Python packages anew"),
}

# Hand what they do not know to the tool that they run.
PASS_ON = {"manage", "test"}


def main() -> int:
    parser = build_parser()
    options, unknown = parser.parse_known_args()
    options.rest = unknown
    if options.command is None:
        parser.print_help()
        return 0
    if unknown and options.command not in PASS_ON:
        parser.error(f"unknown: {' '.join(unknown)}")
    try:
        return run(COMMANDS[options.command][0].main(options))
    except DevError as error:
        print(f"./dev: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev", description="Everything a developer does here.")
    commands = parser.add_subparsers(dest="command", metavar="command")
    for name, (module, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        module.add_arguments(command)
    return parser
