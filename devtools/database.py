"""Bring the database up to date, and make the accounts to try things with."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from devtools.console import Console
from devtools.errors import DevError
from devtools.paths import BACKEND, PYTHON, REQUIREMENTS, ROOT
from devtools.running import Command, read
from devtools.state import State, write_private
from devtools.steps import Stamp, Step


async def prepare_database(
    state: State, env: Mapping[str, str], own: Path | None, console: Console
) -> None:
    """Migrate; `own` is where the data lie if the database is this state's own."""
    migrations = sorted(BACKEND.glob("*/migrations"))
    migrate = Step(
        title="Database",
        command=[PYTHON, "manage.py", "migrate", "--no-input"],
        stamp=Stamp(
            state.root / "database-stamp",
            [REQUIREMENTS / "base.txt", *migrations, env["DATABASE_URL"]],
        ),
        output=own,
        log=state.log("setup-database"),
        cwd=BACKEND,
        env=env,
    )
    if not migrate.is_done():
        _demo_stamp(state, env).clear()
    await migrate.run(console)


async def prepare_demo(state: State, env: Mapping[str, str], base_url: str) -> dict[str, Any]:
    """Make or refresh the demo accounts, and note them with the address in the demo file."""
    stamp = _demo_stamp(state, env)
    if stamp.is_fresh() and state.demo_file.exists():
        account = json.loads(state.demo_file.read_text())
    else:
        with stamp.renewed():
            account = await _set_up_demo(env)
    demo: dict[str, Any] = account | {"base_url": base_url}
    write_private(state.demo_file, json.dumps(demo, indent=2) + "\n")
    return demo


async def _set_up_demo(env: Mapping[str, str]) -> dict[str, Any]:
    command: Command = [PYTHON, "manage.py", "setup_demo"]
    status, output = await read(command, cwd=BACKEND, env=env)
    if status:
        raise DevError("The demo account was not made; ./dev manage setup_demo tells why.")
    account: dict[str, Any] = json.loads(output)
    return account


def _demo_stamp(state: State, env: Mapping[str, str]) -> Stamp:
    return Stamp(state.root / "demo-stamp", [ROOT / "fixtures", env["DATABASE_URL"]])
