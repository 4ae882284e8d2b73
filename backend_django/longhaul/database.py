"""What the engine asks of PostgreSQL beyond the ORM: locks, migrations, and deletion in batches."""

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

# Advisory locks are shared by all instances of the system, and released with the connection.
# PostgreSQL counts how often a session takes a lock; taken once, it needs to be released once.
TRY_LOCK = """
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
def advisory_lock(name: str) -> Iterator[None]:
    """Run the block while no other instance runs one of that name; wait until none does."""
    key = _lock_key(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def try_advisory_lock(name: str) -> bool:
    """Take the lock if it is free, and keep it; tell whether this connection has it."""
    with connection.cursor() as cursor:
        cursor.execute(TRY_LOCK, [_lock_key(name)])
        (locked,) = cursor.fetchone()
    return bool(locked)


def _lock_key(name: str) -> int:
    return zlib.crc32(f"longhaul {name}".encode())


def missing_migrations() -> frozenset[tuple[str, str]]:
    """Return the newest migrations of this build that the database lacks.

    The database is asked each time: a restored backup may lack what was there before.
    """
    return newest_migrations() - MigrationRecorder(connection).applied_migrations().keys()


@cache
def newest_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of this build that no other one depends on: they are applied last."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def is_younger_than(age: timedelta) -> bool:
    """Tell whether the database was created, or filled by `restore`, less than this ago."""
    older = MigrationRecorder.Migration.objects.filter(applied__lt=timezone.now() - age)
    return not older.exists()


def wait_for_migrations(seconds: float, pause: float = 1.0) -> bool:
    """Return True once all migrations are applied, False if that takes longer."""
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


BATCH = 200


def delete_in_batches(rows: "QuerySet[Model]") -> int:
    """Delete rows in short transactions, so that none waits for long; return how many."""
    model, done = rows.model._default_manager, 0
    while keys := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
        model.filter(pk__in=keys).delete()
        done += len(keys)
    return done
