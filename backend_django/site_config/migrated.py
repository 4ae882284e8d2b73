"""Whether the database is as this build expects it."""

import time
from datetime import timedelta
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone


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
