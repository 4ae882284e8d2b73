"""The part of ./dev docker-drill that needs the installed packages."""

import argparse
import sys

import httpx

from devtools.console import Console
from devtools.drill.command import add_arguments
from devtools.drill.ledger import Ledger
from devtools.drill.scenes import Drill
from devtools.drill.stack import passing_stack
from devtools.errors import DevError


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev docker-drill")
    add_arguments(parser)
    options = parser.parse_args()
    ledger = Ledger(Console())
    try:
        with passing_stack(keep=options.keep) as stack:
            Drill(stack, ledger, options.jobs).play()
            if options.keep:
                ledger.console.line(f"{stack.address} still runs; its files are in {stack.folder}.")
    except (DevError, httpx.HTTPError) as error:
        ledger.check("the drill comes to its end", holds=False, found=error)
    print(f"docker-drill: {ledger.summary()}")
    return 1 if ledger.failed else 0


if __name__ == "__main__":
    sys.exit(main())
