"""The commands of ./dev."""

import argparse
import sys
from types import ModuleType

from devtools import lock, manage, up
from devtools.errors import DevError
from devtools.running import run

COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "up": (up, "set up what is missing and run everything in this terminal"),
    "manage": (manage, "run a Django command (manage.py)"),
    "lock": (lock, "pin the Python packages anew"),
}


def main() -> int:
    parser = build_parser()
    options = parser.parse_args()
    if options.command is None:
        parser.print_help()
        return 0
    try:
        return run(COMMANDS[options.command][0].main(options))
    except DevError as error:
        print(f"./dev: {error}", file=sys.stderr)
        return 1


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev", description="Everything a developer does here.")
    commands = parser.add_subparsers(dest="command", metavar="command")
    for name, (module, summary) in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=summary, description=summary))
    return parser
