import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from uuid import UUID

import pytest

from devtools.chaos.database import as_lease, as_row, sqlite_database

ID = UUID("019a0000-0000-7000-8000-000000000001")


@pytest.mark.parametrize("key", [ID, ID.hex, str(ID)])
def test_an_id_reads_alike_from_every_database(key):
    assert as_row(key, "{}", "pending", 0, 3, "", None, None).job == str(ID)


@pytest.mark.parametrize(
    "data", [{"attempt": 1, "execution": "e"}, '{"attempt": 1, "execution": "e"}']
)
def test_a_result_reads_alike_from_every_database(data):
    row = as_row(ID, '{"story": 7}', "completed", 2, 3, "", 2, data)
    assert (row.story, row.result_attempt) == (7, 2)
    assert (row.result_made_in, row.result_execution) == (1, "e")


def test_no_result_is_none():
    row = as_row(ID, {}, "failed", 3, 3, "worker_lost", None, None)
    assert (row.result_attempt, row.result_made_in, row.story) == (None, None, None)


@pytest.mark.parametrize(
    "moment", ["2026-11-20 09:03:00.500000", datetime(2026, 11, 20, 9, 3, 0, 500_000, UTC)]
)
def test_a_moment_reads_alike_from_every_database(moment):
    lease = as_lease(ID, ID, 1, "worker-1-x@host/1", moment, moment)
    assert lease.claimed_at == lease.until == 1_795_165_380.5


def test_a_database_that_somebody_writes_to_is_not_writable(tmp_path):
    database = sqlite_database(tmp_path / "db")
    with closing(sqlite3.connect(tmp_path / "db")) as other:
        assert asyncio.run(database.is_writable())
        other.execute("BEGIN IMMEDIATE")
        assert not asyncio.run(database.is_writable())
