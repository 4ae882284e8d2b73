"""The command line: `longhaul run table-profile flights.csv`."""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from typing import Any

from ..client import Client
from ..errors import ConnectionLost, LonghaulError, NotAuthenticated, ProblemError
from .arguments import build_parser

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 only if it did what it was asked for."""
    options = build_parser().parse_args(arguments)
    # A user who stops the command wants the job stopped, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Client(options.url, options.token, patience=options.patience) as client:
            status: int = options.command(client, options)
            return status
    except (LonghaulError, OSError) as error:
        complain(error, options)
        return 1
    except KeyboardInterrupt:
        print("longhaul: interrupted", file=sys.stderr)
        return INTERRUPTED


def complain(error: Exception, options: argparse.Namespace) -> None:
    """Say in one line what is wrong and what to do about it."""
    if options.json:
        print(json.dumps({"error": as_json(error)}))
    else:
        print(f"longhaul: {worded(error)} {advice(error)}".rstrip(), file=sys.stderr)


def as_json(error: Exception) -> dict[str, Any]:
    known = {"kind": type(error).__name__, "message": worded(error)}
    job = getattr(error, "job", None)
    more = {name: getattr(error, name, None) for name in ("code", "detail", "status", "request_id")}
    more["job"] = job and str(job.id)
    return known | {name: content for name, content in more.items() if content}


def worded(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"There is no file {error.filename}."
    return str(error)


def advice(error: Exception) -> str:
    match error:
        case NotAuthenticated():
            return "Check LONGHAUL_TOKEN or --token."
        case ConnectionLost():
            return "Check LONGHAUL_URL or --url, or try again with a longer --patience."
        case ProblemError(status=status) if status >= 500:
            return f"Try again later (request {error.request_id})."
    return ""
