"""A whole running system, started in order and stopped at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from devtools import stack
from devtools.broker import broker_services
from devtools.console import Console
from devtools.database import prepare_database, prepare_demo
from devtools.environment import environment, own_cluster
from devtools.instance import leftovers_end, only_one
from devtools.ports import any_free, next_free, require_free
from devtools.postgres import UNSYNCED
from devtools.runner import Observer
from devtools.service import Service
from devtools.stack import Addresses
from devtools.state import State
from devtools.supervisor import Supervisor

FLOWER_PORT = 5555
VITE_PORT = 3000
# At a desk, a stop should not take the half minute that a deployment gives. Seconds.
DESK_GRACE = "5"
# Tests sign in and create more often than people may.
UNHURRIED = ",".join(
    f"{scope}=100000/minute" for scope in ("create", "polling", "other", "sign_in", "registration")
)


@dataclass(frozen=True, kw_only=True)
class System:
    """What is to run, and on which data."""

    state: State
    port: int
    # Servers that reload when the code changes.
    dev: bool = False
    # Keep away from the data and the broker that the user has named in the environment.
    private: bool = False
    # Other settings than those of the environment.
    settings: str = ""


@dataclass(frozen=True)
class Running:
    """A system that answers."""

    supervisor: Supervisor
    addresses: Addresses
    demo: dict[str, Any]
    flower_login: str


@asynccontextmanager
async def started(system: System, console: Console, observer: Observer) -> AsyncIterator[Running]:
    """Start everything; the block runs once all of it is ready, and its end stops all."""
    state = system.state
    addresses = _addresses(system)
    with only_one(state, addresses.page):
        await require_room(system, console)
        env = _environment(system, addresses)
        own = own_cluster(state, env, private=system.private)
        foundations = broker_services(state, env)
        if own:
            await own.create(state.log("setup-postgres"))
            foundations.append(own.service(env, *UNSYNCED * system.private))
        async with Supervisor(state, observer) as supervisor:
            await supervisor.start(*foundations)
            await prepare_database(state, env, own.data if own else None, console)
            demo = await prepare_demo(state, env, addresses.page)
            await supervisor.start(*_servers(system, addresses, env))
            yield Running(supervisor, addresses, demo, env["FLOWER_BASIC_AUTH"])


async def require_room(system: System, console: Console) -> None:
    """Raise if the port is taken, once an earlier run has had time to end."""
    await leftovers_end(system.state, console)
    require_free(system.port)


def _addresses(system: System) -> Addresses:
    vite_port = next_free(VITE_PORT) if system.dev else None
    flower_port = any_free() if system.private else next_free(FLOWER_PORT)
    return Addresses(system.port, flower_port, vite_port)


def _environment(system: System, addresses: Addresses) -> dict[str, str]:
    env = {"JOBS_GRACE": DESK_GRACE} | environment(system.state, private=system.private)
    env["FLOWER_URL"] = addresses.flower
    if system.private:
        env["API_RATES"] = UNHURRIED
    if system.settings:
        env["DJANGO_SETTINGS_MODULE"] = system.settings
        env["TEST_DATABASE_URL"] = env["DATABASE_URL"]
    if system.dev:
        env |= {"DJANGO_DEBUG": "true", "VITE_DEV_URL": addresses.vite}
        env["VITE_DJANGO_URL"] = addresses.page
    return env


def _servers(system: System, addresses: Addresses, env: dict[str, str]) -> list[Service]:
    both = [stack.worker(system.state, env), stack.beat(env), stack.flower(addresses, env)]
    if system.dev:
        return [stack.reloading_web(addresses, env), stack.vite(addresses, env), *both]
    return [stack.web(addresses, env), *both]
