"""What tests need around them: each yields the environment to run them in, and cleans up."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path

from devtools.browser import browser_environment
from devtools.console import Console
from devtools.environment import environment, given
from devtools.ports import any_free
from devtools.postgres import UNSYNCED, cluster
from devtools.quiet import Quiet
from devtools.state import State
from devtools.supervisor import Supervisor
from devtools.system import System, started

Environment = Mapping[str, str]

GIVEN_POSTGRES = "TEST_DATABASE_URL"
TEST_SETTINGS = "config.settings.test"


@asynccontextmanager
async def nothing() -> AsyncIterator[Environment]:
    with _temporary_state() as state:
        yield _test_environment(state)


@asynccontextmanager
async def database() -> AsyncIterator[Environment]:
    """Start PostgreSQL, unless the user names one for the tests."""
    with _temporary_state() as state:
        env = _test_environment(state)
        if url := given().get(GIVEN_POSTGRES):
            yield env | {GIVEN_POSTGRES: url}
            return
        own = cluster(state, private=True)
        await own.create(state.log("setup-postgres"))
        async with Supervisor(state, Quiet(Console())) as supervisor:
            await supervisor.start(own.service(env, *UNSYNCED))
            yield env


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
    with _temporary_state() as state:
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
    """Run everything on temporary data, with the features of the tests; web may be killed."""
    console = Console()
    with _temporary_state() as state:
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


def _test_environment(state: State) -> dict[str, str]:
    env = environment(state, private=True)
    # Set explicitly: the settings would take a missing one from `.env`.
    env[GIVEN_POSTGRES] = env["DATABASE_URL"]
    # Empty: each process of the tests makes a folder of its own.
    return env | {"DJANGO_SETTINGS_MODULE": TEST_SETTINGS, "DJANGO_MEDIA_ROOT": ""}


@contextmanager
def _temporary_state() -> Iterator[State]:
    with tempfile.TemporaryDirectory(prefix="dev-", ignore_cleanup_errors=True) as folder:
        yield State(Path(folder))
