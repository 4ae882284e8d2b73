"""The database of the soak, queried without the product's code."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from devtools.chaos.evidence import Lease, Row
from devtools.postgres import SUPERUSER, Cluster

AWAY = psycopg.OperationalError
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
    """Where the jobs are. Every method raises AWAY while the server is away."""

    cluster: Cluster

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

    async def _read(self, sql: LiteralString) -> list[Any]:
        return await asyncio.to_thread(self._read_now, sql)

    def _read_now(self, sql: LiteralString) -> list[Any]:
        with psycopg.connect(
            host=str(self.cluster.sockets), user=SUPERUSER, dbname="postgres",
            connect_timeout=TIMEOUT_SECONDS,
        ) as connection:  # fmt: skip
            return connection.execute(sql).fetchall()


def as_row(
    job: UUID,
    options: dict[str, Any],
    status: str,
    attempt: int,
    most: int,
    code: str,
    made_in: int | None,
    result: dict[str, Any] | None,
) -> Row:
    """Build a row of ROWS; a job without a result has none of its columns."""
    made = result or {}
    return Row(
        job=str(job),
        story=options.get("story"),
        status=status,
        attempt=attempt,
        max_attempts=most,
        error_code=code,
        result_attempt=made_in,
        result_execution=made.get("execution"),
        result_made_in=made.get("attempt"),
    )


def as_lease(
    job: UUID, token: UUID, attempt: int, worker: str, start: datetime, end: datetime
) -> Lease:
    return Lease(
        job=str(job),
        execution=str(token),
        attempt=attempt,
        worker=worker,
        claimed_at=start.timestamp(),
        until=end.timestamp(),
    )
