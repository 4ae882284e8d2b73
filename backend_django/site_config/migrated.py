"""Whether the database is as this build expects it."""

import threading
import time

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

migrated = threading.Event()


def count_missing_migrations() -> int:
    """Return how many migrations of this build the database lacks; none is remembered."""
    if migrated.is_set():
        return 0
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not missing:
        migrated.set()
    return missing


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
        return not count_missing_migrations()
    except Error:
        connection.close()
        return False
