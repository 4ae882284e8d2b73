"""What can be said on the command line."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .. import __version__
from . import commands
from .running import run

PATIENCE = 60.0


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="longhaul",
        description="Run jobs on a Longhaul server.",
        epilog="The server and your token come from LONGHAUL_URL and LONGHAUL_TOKEN, unless given.",
    )
    parser.add_argument("--version", action="version", version=f"longhaul {__version__}")
    verbs = parser.add_subparsers(metavar="command", required=True)

    def add(name: str, command: Callable[..., int], summary: str) -> argparse.ArgumentParser:
        verb = verbs.add_parser(
            name, help=summary, description=summary, parents=[shared()], allow_abbrev=False
        )
        verb.set_defaults(command=command)
        return verb

    add("features", commands.features, "what can be asked for")
    add_run(add("run", run, "create a job, follow it to its end and show its result"))
    add_list(add("list", commands.list_jobs, "your jobs, newest first"))
    for name, command, summary in (
        ("status", commands.status, "how a job is"),
        ("results", commands.results, "what a completed job has returned"),
        ("cancel", commands.cancel, "stop a job"),
        ("retry", commands.retry, "begin again with a failed or cancelled job"),
        ("delete", commands.delete, "remove a job with its result and files"),
    ):
        add(name, command, summary).add_argument("job", help="its id")
    repeat = add("repeat", commands.repeat, "create another job with the files of one")
    repeat.add_argument("job", help="its id")
    add_options(repeat)
    download = add("download", commands.download, "fetch a job's file, or files, of one name")
    download.add_argument("job", help="its id")
    download.add_argument("name", help="the file's name, as `longhaul features` tells it")
    add_folder(download)
    return parser


def shared() -> argparse.ArgumentParser:
    """Return what every command takes."""
    parser = argparse.ArgumentParser(add_help=False)
    group = parser.add_argument_group("for every command")
    group.add_argument("--url", help="the server's address")
    group.add_argument("--token", help="your API token; others on this machine may see it here")
    group.add_argument("--json", action="store_true", help="answer with one JSON document")
    group.add_argument(
        "--patience",
        type=float,
        default=PATIENCE,
        metavar="SECONDS",
        help="how long to repeat what fails for a passing reason; %(default).0f unless given",
    )
    return parser


def add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("feature", help="as `longhaul features` lists them")
    parser.add_argument(
        "files",
        nargs="*",
        type=named_file,
        metavar="FILE",
        help="or NAME=FILE where it takes several names",
    )
    parser.add_argument("--sample", action="store_true", help="with the feature's sample")
    add_options(parser)
    parser.add_argument(
        "--download",
        action="append",
        default=[],
        metavar="NAME",
        help="fetch this file of the job; may be repeated",
    )
    add_folder(parser)
    parser.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="for the job and its result"
    )
    parser.add_argument(
        "--leave", action="store_true", help="do not cancel the job when interrupted or too late"
    )


def add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--feature", help="only this one's")
    parser.add_argument("--status", action="append", help="only these; may be repeated")
    parser.add_argument("--search", metavar="TEXT", help="the beginning of a title or an id")
    parser.add_argument("--limit", type=int, default=20, help="%(default)d unless given")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        type=named_value,
        metavar="NAME=VALUE",
        help="JSON, or else a text; may be repeated",
    )
    parser.add_argument(
        "--options", type=json_object, default={}, metavar="JSON", help="all at once"
    )


def add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--folder", type=Path, default=Path(), help="where files go; here unless given"
    )


def named_file(text: str) -> tuple[str, Path]:
    """Read FILE or NAME=FILE; the name of a file alone is empty."""
    name, equals, path = text.partition("=")
    return (name, Path(path)) if equals and not Path(text).exists() else ("", Path(text))


def named_value(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("give NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def json_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"this is no JSON: {error}") from None
    if not isinstance(value, dict):
        raise argparse.ArgumentTypeError("give a JSON object")
    return value
