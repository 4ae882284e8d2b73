"""The system that is to suffer: a broker, a database, a web server and two workers of its own."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools import stack
from devtools.broker import broker_services, socket_path
from devtools.chaos.database import Database
from devtools.chaos.fault import WORKERS
from devtools.chaos.stories import CHILDREN, OWNERS
from devtools.chaos.times import DEFAULTS, SHORT
from devtools.console import Console
from devtools.database import prepare_database
from devtools.environment import environment
from devtools.errors import DevError
from devtools.paths import BACKEND, PYTHON, ROOT
from devtools.ports import any_free
from devtools.postgres import UNSYNCED, cluster
from devtools.runner import Observer
from devtools.running import Command, read
from devtools.stack import Addresses
from devtools.state import State
from devtools.supervisor import Supervisor
from devtools.system import UNHURRIED

LOG = "side-effects.log"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is to be run, and how."""

    state: State
    # Leave the product's times as they are.
    defaults: bool = False
    # The safeguard to be taken out.
    sabotage: str = ""

    @property
    def log(self) -> Path:
        return self.state.root / LOG

    def environment(self) -> dict[str, str]:
        return (
            environment(self.state, private=True)
            | (DEFAULTS if self.defaults else SHORT)
            | {
                "DJANGO_SETTINGS_MODULE": "devtools.chaos.product.settings",
                "PYTHONPATH": str(ROOT),
                "API_RATES": UNHURRIED,
                "CHAOS_LOG": str(self.log),
                "CHAOS_SABOTAGE": self.sabotage,
            }
        )


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The system while it runs."""

    supervisor: Supervisor
    database: Database
    broker: Path
    address: str
    tokens: Sequence[str]

    def group(self, name: str) -> int:
        """Return the process group of a service."""
        return self.supervisor.runners[name].pid

    @property
    def worker_groups(self) -> frozenset[int]:
        return frozenset(map(self.group, WORKERS))


@asynccontextmanager
async def staged(setting: Setting, observer: Observer, console: Console) -> AsyncIterator[Stage]:
    """Start everything on data of its own; the end of the block stops all."""
    state = setting.state
    env = setting.environment()
    addresses = Addresses(any_free(), flower_port=0)
    own = cluster(state, private=True)
    await own.create(state.log("setup-postgres"))
    async with Supervisor(state, observer) as supervisor:
        await supervisor.start(*broker_services(state, env), own.service(env, *UNSYNCED))
        await prepare_database(state, env, None, console)
        tokens = await _make_owners(env)
        workers = [stack.worker(state, env, name, CHILDREN) for name in WORKERS]
        await supervisor.start(stack.web(addresses, env), *workers)
        yield Stage(
            supervisor=supervisor,
            database=Database(own),
            broker=socket_path(state),
            address=addresses.page,
            tokens=tokens,
        )


async def _make_owners(env: Mapping[str, str]) -> list[str]:
    command: Command = [PYTHON, "manage.py", "chaos_tokens", str(OWNERS)]
    status, output = await read(command, cwd=BACKEND, env=env)
    if status:
        raise DevError("The accounts of the soak were not made.")
    tokens: list[str] = json.loads(output)
    return tokens
