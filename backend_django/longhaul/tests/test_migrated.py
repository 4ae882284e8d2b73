import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from longhaul.database import wait_for_migrations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def one_missing():
    recorder = MigrationRecorder(connection)
    ((app, newest),) = MigrationLoader(connection).graph.leaf_nodes("jobs")
    recorder.record_unapplied(app, newest)
    yield lambda: recorder.record_applied(app, newest)
    recorder.record_unapplied(app, newest)
    recorder.record_applied(app, newest)


def test_a_complete_database_is_not_waited_for():
    assert wait_for_migrations(0)


def test_waiting_ends_when_the_last_migration_is_made(one_missing, monkeypatch):
    monkeypatch.setattr("longhaul.database.time.sleep", lambda _: one_missing())
    assert wait_for_migrations(60)


def test_waiting_for_too_long_says_who_migrates(one_missing):
    with pytest.raises(CommandError, match="The web server applies them"):
        call_command("await_migrations", seconds=0)


def test_a_database_that_is_away_is_waited_for():
    def refuse(*_):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        assert not wait_for_migrations(0)
    assert wait_for_migrations(0)
