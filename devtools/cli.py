"""The commands of ./dev."""

import argparse
import os
import sys
from types import ModuleType

from devtools import demo, deploy_check, lock, manage, schema, screenshots, testing, up
from devtools.chaos import command as chaos
from devtools.drill import command as drill
from devtools.errors import DevError
from devtools.running import run

COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "up": (up, "install what is missing and run everything in this terminal"),
    "demo": (demo, "run the main job in the terminal, through the HTTP API"),
    "test": (testing, "run all linters, type checks and tests, or one group of them"),
    "chaos": (chaos, "run fault-injection tests under load and verify every job"),
    "schema": (schema, "regenerate the OpenAPI schema and the client types"),
    "manage": (manage, "run a Django command (manage.py)"),
    "screenshots": (screenshots, "retake the README's screenshots"),
    "deploy-check": (deploy_check, "check the files and settings of a deployment"),
    "docker-drill": (drill, "rehearse deployment, upgrade, failures and restore"),
    "lock": (lock, "update the lock files of the Python packages"),
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
        # The reader of the output, such as `head`, has closed the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev", description="Everything a developer does here.")
    # Longer than any of them by the indentation, which argparse forgets when it aligns their words.
    commands = parser.add_subparsers(dest="command", metavar="<some command>")
    for name, (module, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        module.add_arguments(command)
    return parser
