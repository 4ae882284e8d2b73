"""./dev schema: the page's API types, made from the back end's contract."""

import argparse
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from devtools.console import Console
from devtools.environment import environment
from devtools.errors import DevError
from devtools.paths import BACKEND, FRONTEND, PYTHON, shown
from devtools.running import Command, call
from devtools.setup import set_up
from devtools.state import State

GENERATOR = FRONTEND / "node_modules" / ".bin" / "openapi-typescript"
SOURCES = FRONTEND / "src"
GENERAL = "api"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only tell whether they are fresh")


async def main(options: argparse.Namespace) -> int:
    console = Console()
    await set_up(console, page=False)
    with tempfile.TemporaryDirectory() as folder:
        changed = [new async for new in generated(Path(folder)) if is_stale(*new)]
        if options.check and changed:
            names = ", ".join(shown(target) for target, _ in changed)
            raise DevError(f"Stale API types: {names}. Run ./dev schema and commit the result.")
        for target, draft in changed:
            target.write_bytes(draft.read_bytes())
            console.line(f"Written: {shown(target)}")
    return 0


async def generated(folder: Path) -> AsyncIterator[tuple[Path, Path]]:
    """Yield where each document's types belong, and a draft of them."""
    dump: Command = [PYTHON, "manage.py", "page_schemas", folder]
    await _succeed(dump, cwd=BACKEND, env=environment(State()))
    for document in sorted(folder.glob("*.json")):
        target = target_of(document.stem)
        if target.parent.is_dir():
            draft = document.with_suffix(".d.ts")
            await _succeed([GENERATOR, document, "--output", draft], cwd=FRONTEND)
            yield target, draft


def target_of(name: str) -> Path:
    folder = SOURCES / "api" if name == GENERAL else SOURCES / "features" / name
    return folder / "schema.d.ts"


def is_stale(target: Path, draft: Path) -> bool:
    return not target.exists() or target.read_bytes() != draft.read_bytes()


async def _succeed(command: Command, **options: object) -> None:
    log = State().log("schema")
    if await call(command, log=log, **options):
        raise DevError(f"{Path(command[0]).name} failed; {shown(log)} tells why.")
