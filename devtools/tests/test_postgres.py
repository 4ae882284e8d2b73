import asyncio
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from devtools.environment import environment
from devtools.postgres import SUPERUSER, cluster, shared_folder
from devtools.state import State
from devtools.supervisor import Supervisor


@pytest.fixture
def temporary_state():
    """Return a state that other accounts can reach, unlike the folders of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        yield State(Path(folder))


def test_data_outlive_the_server(temporary_state, witness):
    own = cluster(temporary_state, private=True)

    def ask(sql):
        login = {"host": str(own.sockets), "user": SUPERUSER, "dbname": "postgres"}
        with psycopg.connect(**login) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    async def run(sql):
        await own.create(temporary_state.log("initdb"))
        async with Supervisor(temporary_state, witness) as supervisor:
            await supervisor.start(own.service(os.environ))
            return await asyncio.to_thread(ask, sql)

    asyncio.run(run("CREATE TABLE kept AS SELECT 18 AS major"))
    [(major, version)] = asyncio.run(run("SELECT major, version() FROM kept"))
    assert version.startswith(f"PostgreSQL {major}.")


def test_the_environment_names_it(state, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert environment(state)["DATABASE_URL"] == cluster(state).url


def test_the_shared_folder_stays_as_long_as_the_state(state):
    folder = shared_folder(state)
    assert shared_folder(state) == folder


def test_a_deleted_state_leads_to_an_empty_folder_and_leaves_none_behind(state):
    before = shared_folder(state)
    (before / "postgres").mkdir()
    shutil.rmtree(state.root)
    after = shared_folder(state)
    assert not (after / "postgres").exists()
    assert list(after.parent.iterdir()) == [after]


def test_a_copy_of_the_clone_gets_a_folder_of_its_own(state, tmp_path):
    original = shared_folder(state)
    shutil.copytree(state.root, tmp_path / "copy", symlinks=True)
    assert shared_folder(State(tmp_path / "copy")) != original
    assert shared_folder(state) == original
