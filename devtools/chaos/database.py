"""The database of the soak, asked without the product's help."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from devtools.chaos.evidence import Lease, Row
from devtools.postgres import SUPERUSER, Cluster

AWAY = (psycopg.OperationalError, sqlite3.OperationalError)
TIMEOUT_SECONDS = 5

ROWS = """
    SELECT j.id, j.options, j.status, j.attempt, j.max_attempts, j.error_code, r.attempt, r.data
    FROM jobs_job j LEFT JOIN jobs_jobresult r ON r.job_id = j.id
"""
LEASES = """
    SELECT id, lease_token, attempt, worker, started_at, lease_until
    FROM jobs_job WHERE status = 'processing'
"""
COUNTS = "SELECT status, COUNT(*) FROM jobs_job GROUP BY status"
UNFINISHED = "SELECT COUNT(*) FROM jobs_job WHERE status IN ('pending', 'processing')"


@dataclass(frozen=True)
class Database:
    """Where the jobs are. Whatever it does, it raises one of AWAY while the server is away."""

    connect: Callable[[], Any]
    can_write: Callable[[], bool] = lambda: True

    async def is_writable(self) -> bool:
        """Tell whether nobody keeps everybody else from writing."""
        return await asyncio.to_thread(self.can_write)

    async def rows(self) -> dict[str, Row]:
        """Read all jobs."""
        rows = (as_row(*columns) for columns in await self._read(ROWS))
        return {row.job: row for row in rows}

    async def leases(self) -> list[Lease]:
        """Read who holds which job at this moment."""
        return [as_lease(*columns) for columns in await self._read(LEASES)]

    async def counts(self) -> dict[str, int]:
        """Count the jobs by status."""
        return dict(await self._read(COUNTS))

    async def unfinished(self) -> int:
        """Count the jobs that have not come to their end."""
        ((count,),) = await self._read(UNFINISHED)
        return int(count)

    async def _read(self, sql: str) -> list[Any]:
        return await asyncio.to_thread(self._read_now, sql)

    def _read_now(self, sql: str) -> list[Any]:
        with closing(self.connect()) as connection:
            return list(connection.execute(sql).fetchall())


def sqlite_database(path: Path) -> Database:
    def can_write() -> bool:
        with closing(sqlite3.connect(path, timeout=0.5)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    return Database(lambda: sqlite3.connect(path, timeout=TIMEOUT_SECONDS), can_write)


def postgres_database(cluster: Cluster) -> Database:
    def connect() -> Any:
        return psycopg.connect(
            host=str(cluster.sockets), user=SUPERUSER, dbname="postgres",
            connect_timeout=TIMEOUT_SECONDS,
        )  # fmt: skip

    return Database(connect)


def as_row(
    job: Any, options: Any, status: str, attempt: int, most: int, code: str, made_in: Any, data: Any
) -> Row:
    result = as_object(data)
    return Row(
        job=as_id(job),
        story=as_object(options).get("story"),
        status=status,
        attempt=attempt,
        max_attempts=most,
        error_code=code,
        result_attempt=made_in,
        result_execution=result.get("execution"),
        result_made_in=result.get("attempt"),
    )


def as_lease(job: Any, token: Any, attempt: int, worker: str, start: Any, end: Any) -> Lease:
    return Lease(
        job=as_id(job),
        execution=as_id(token),
        attempt=attempt,
        worker=worker,
        claimed_at=as_moment(start),
        until=as_moment(end),
    )


def as_id(value: Any) -> str:
    return str(UUID(str(value)))


def as_object(value: Any) -> dict[str, Any]:
    """Return a JSON object, of which SQLite gives the text, and which may be missing."""
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value or {}
    return found


def as_moment(value: Any) -> float:
    """Return a moment in seconds since the epoch; SQLite gives a text that means UTC."""
    moment = datetime.fromisoformat(str(value))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
