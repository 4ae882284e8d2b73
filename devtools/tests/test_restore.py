"""docker/production/postgres/restore, with a PostgreSQL that is none."""

import os
import subprocess

import pytest

from devtools.paths import ROOT

SCRIPT = (ROOT / "docker/production/postgres/restore").read_text()
# It notes what it is asked, and refuses what it is told to.
PSQL = 'asked=$(cat) && echo "$asked" >> "$ASKED" && [[ $asked != *"$REFUSED"* ]]'
DROP = 'DROP DATABASE IF EXISTS :"new" WITH (FORCE);'


@pytest.fixture
def restore(tmp_path):
    """Return what restores a backup, and tells how that went and what the database was asked."""
    commands = {"psql": PSQL, "pg_restore": "exit $UNREADABLE"}
    for name, line in commands.items():
        (tmp_path / name).write_text(f"#!/bin/bash\n{line}\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "good.dump").touch()

    def run(unreadable=0, refused="nothing of that name", name="good.dump"):
        env = {
            "PATH": os.pathsep.join((str(tmp_path), os.environ["PATH"])),
            "POSTGRES_DB": "app",
            "POSTGRES_USER": "app",
            "ASKED": str(tmp_path / "asked"),
            "UNREADABLE": str(unreadable),
            "REFUSED": refused,
        }
        command = ["bash", "-c", SCRIPT.replace("/backups/", f"{tmp_path}/"), "restore", name]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        asked = tmp_path / "asked"
        return done, asked.read_text().splitlines() if asked.exists() else []

    return run


def test_the_replaced_database_is_kept_under_a_name_that_is_told(restore):
    done, asked = restore()
    assert "What was there before is the database app_until_" in done.stdout
    assert asked[-1] == 'ALTER DATABASE :"new" RENAME TO :"name";'


def test_what_is_restored_is_young_again_before_anybody_finds_it(restore):
    done, asked = restore()
    young = asked.index("UPDATE django_migrations SET applied = now();")
    assert asked[young - 1] == r'\connect :"new"'
    assert young < next(at for at, line in enumerate(asked) if "RENAME" in line)
    assert "docker compose restart --timeout 30 django" in done.stdout


def test_a_backup_that_cannot_be_read_changes_no_name(restore):
    done, asked = restore(unreadable=1)
    assert done.returncode
    assert "the database is as it was" in done.stderr
    assert not any("RENAME" in line for line in asked)
    assert asked[-1] == DROP


def test_both_names_change_in_one_transaction(restore):
    _, asked = restore()
    statements = [line for line in asked if "terminate" in line or "RENAME" in line]
    assert [line.endswith(r"\;") for line in statements] == [True, True, False]


def test_a_client_that_connects_in_between_is_disconnected(restore):
    done, asked = restore(refused="RENAME")
    assert done.returncode
    assert sum("pg_terminate_backend" in line for line in asked) == 3
    assert asked[-1] == DROP


def test_a_backup_that_is_not_there_is_told(restore):
    done, asked = restore(name="none.dump")
    assert "there is no none.dump" in done.stderr
    assert asked == []
