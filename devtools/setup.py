"""The set-up of a clone: Python packages, page packages, the built page."""

import asyncio
import fcntl
import sys
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from devtools.console import Console
from devtools.machine import require_space, require_venv
from devtools.node import machine_node, use_packaged_node
from devtools.paths import BACKEND, FRONTEND, PYTHON, REQUIREMENTS, UV, VENV
from devtools.running import Command
from devtools.state import State
from devtools.steps import Stamp, Step

PACKAGE_FILES = ("package.json", "package-lock.json", ".npmrc")
PAGE_SOURCES = ("src", "longhaul", "public", "index.html", "vite.config.ts", "package-lock.json")
ALWAYS = ("base", "embedded")


async def set_up(
    console: Console, *, extras: Sequence[str] = (), npm: bool = True, page: bool = True
) -> None:
    """Install what is missing or outdated, Python's packages and the page's side by side.

    `extras` are requirement files beyond the base; `page` builds it.
    """
    require_venv()
    state = State()
    with _alone(state, console):
        uv = _uv_steps(state)
        if (npm or page) and machine_node() is None:
            await _in_turn([*uv, _packages(state, ("node",))], console)
            use_packaged_node()
        packages = [_packages(state, ALWAYS), *(_packages(state, (name,)) for name in extras)]
        web = _page_steps(state, npm=npm, page=page)
        await _side_by_side(_in_turn([*uv, *packages], console), _in_turn(web, console))


def _uv_steps(state: State) -> list[Step]:
    environment = Step(
        title="Python environment",
        command=[sys.executable, "-m", "venv", "--clear", VENV],
        stamp=Stamp(VENV / ".stamps" / "environment", [sys.version]),
        output=PYTHON,
        log=state.log("setup-python"),
    )
    lock = REQUIREMENTS / "installer.txt"
    # uv installs in a quarter of pip's time.
    installer = Step(
        title="Installer",
        command=[PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock],
        stamp=Stamp(VENV / ".stamps" / "installer", [lock]),
        output=UV,
        log=state.log("setup-installer"),
    )
    return [environment, installer]


def _packages(state: State, names: Sequence[str]) -> Step:
    files = [REQUIREMENTS / f"{name}.txt" for name in names]
    # Without a search for dependencies: the files name all of them.
    install: Command = [UV, "pip", "install", "--python", PYTHON, "--no-deps", "--require-hashes"]
    return Step(
        title=f"Python packages: {' + '.join(names)}",
        command=[*install, *(word for file in files for word in ("-r", file))],
        stamp=Stamp(VENV / ".stamps" / "-".join(names), files),
        output=PYTHON,
        log=state.log(f"setup-{'-'.join(names)}"),
    )


def _page_steps(state: State, *, npm: bool, page: bool) -> list[Step]:
    modules = FRONTEND / "node_modules"
    node = machine_node() or REQUIREMENTS / "node.txt"
    inputs = [node, *(FRONTEND / name for name in PACKAGE_FILES)]
    install = Step(
        title="Page packages",
        command=["npm", "ci", "--no-audit", "--no-fund"],
        stamp=Stamp(modules / ".dev-stamp", inputs),
        output=modules,
        log=state.log("setup-npm"),
        cwd=FRONTEND,
    )
    build = Step(
        title="Page",
        command=["npm", "run", "build"],
        stamp=Stamp(state.root / "page-stamp", [FRONTEND / name for name in PAGE_SOURCES]),
        output=BACKEND / "static" / "vue" / "manifest.json",
        log=state.log("setup-page"),
        cwd=FRONTEND,
    )
    return [install] * npm + [build] * page


async def _in_turn(steps: Sequence[Step], console: Console) -> None:
    if not all(step.is_done() for step in steps):
        require_space()
    for step in steps:
        await step.run(console)


async def _side_by_side(*work: Coroutine[Any, Any, None]) -> None:
    """Do all at once; the first that fails cancels the others."""
    try:
        async with asyncio.TaskGroup() as group:
            for item in work:
                group.create_task(item)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None


@contextmanager
def _alone(state: State, console: Console) -> Iterator[None]:
    """Wait while another command sets up the same clone."""
    with (state.folder("run") / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            console.line("Another ./dev is setting up this clone; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
