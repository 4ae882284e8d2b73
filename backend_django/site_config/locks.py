"""Locks that every instance of the system shares, because the database keeps them."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Taken once: each further time would have to be given back, too.
HOLD = """
SELECT CASE
    WHEN EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND objid::bigint = wanted.key
    ) THEN true
    ELSE pg_try_advisory_lock(wanted.key)
END
FROM (SELECT %s::bigint AS key) AS wanted
"""


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Run the block while no other instance runs one of that name; wait for as long as one does.

    The lock goes with the connection, however its holder ends. SQLite serves one machine, whose
    own supervisor starts everything once.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number(name)])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number(name)])


def number(name: str) -> int:
    """Return the number that PostgreSQL knows the lock by."""
    return zlib.crc32(f"longhaul {name}".encode())


def is_mine(name: str) -> bool:
    """Take the lock if nobody has it, and keep it; tell whether this connection has it."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [number(name)])
        (mine,) = cursor.fetchone()
    return bool(mine)
