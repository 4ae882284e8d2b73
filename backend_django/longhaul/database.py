"""What the engine asks PostgreSQL beyond the ORM: locks, and whether migrations are applied."""

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model, QuerySet
from django.utils import timezone

# ── Locks that every instance of the system shares, because the database keeps them.

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


# ── Whether the database is as this build expects it.


def missing_migrations() -> frozenset[tuple[str, str]]:
    """Return the newest migrations of this build that the database lacks.

    It is asked each time: a backup that is restored may lack what was there before.
    """
    return newest_migrations() - MigrationRecorder(connection).applied_migrations().keys()


@cache
def newest_migrations() -> frozenset[tuple[str, str]]:
    """Return those that no other of this build follows; they are made last."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def is_younger_than(age: timedelta) -> bool:
    """Tell whether the database was made, or filled by `restore`, that short a time ago."""
    older = MigrationRecorder.Migration.objects.filter(applied__lt=timezone.now() - age)
    return not older.exists()


def wait_for_migrations(seconds: float, pause: float = 1.0) -> bool:
    """Return True once the database has all of them, False if that takes longer."""
    until = time.monotonic() + seconds
    while not _is_migrated():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
    return True


def _is_migrated() -> bool:
    try:
        return not missing_migrations()
    except Error:
        connection.close()
        return False


# ── Delete many rows without keeping anybody waiting: a few at a time, each time a transaction.

BATCH = 200


def delete_in_batches(rows: "QuerySet[Model]") -> int:
    """Delete what nobody refers to; return how many rows there were."""
    model, done = rows.model._default_manager, 0
    while keys := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
        model.filter(pk__in=keys).delete()
        done += len(keys)
    return done
