import asyncio

import pytest

from devtools import postgres
from devtools.state import State
from devtools.supervisor import Supervisor
from devtools.tests.support import Witness


@pytest.fixture
def state(tmp_path, monkeypatch):
    """Return a state whose files all lie in the test's folder, also those of root."""
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(postgres, "SHARED", shared)
    return State(tmp_path / "var")


@pytest.fixture
def witness():
    return Witness()


@pytest.fixture
def supervised(state, witness):
    """Run a scenario inside a supervisor's block, to its end."""

    def run(scenario):
        async def main():
            async with Supervisor(state, witness) as supervisor:
                await scenario(supervisor)

        asyncio.run(main())

    return run
