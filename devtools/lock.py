"""./dev lock: pin every Python package, with hashes and without any address."""

import argparse

from devtools.console import Console
from devtools.errors import DevError
from devtools.paths import REQUIREMENTS, UV
from devtools.running import call
from devtools.setup import set_up

# The base comes before those that it constrains.
NAMES = (
    "installer", "node", "base", "production", "embedded", "client", "local", "generators",
)  # fmt: skip
OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-config",
    "--no-emit-index-url", "--quiet", "--custom-compile-command", "./dev lock",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--upgrade", action="store_true", help="to the newest versions allowed")


async def main(options: argparse.Namespace) -> int:
    await set_up(Console(), npm=False, page=False)
    for name in NAMES:
        files = [f"{name}.in", "--output-file", f"{name}.txt"]
        upgrade = ["--upgrade"] * options.upgrade
        if await call([UV, "pip", "compile", *OPTIONS, *upgrade, *files], cwd=REQUIREMENTS):
            raise DevError(f"{name}.in could not be pinned; uv says why above.")
    return 0
