import asyncio

import pytest

from devtools import environment, surroundings
from devtools.surroundings import GIVEN_POSTGRES


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


def test_parts_without_a_database_ignore_the_one_that_is_given(given_postgres):
    env = inside(surroundings.nothing())
    assert env[GIVEN_POSTGRES] == env["DATABASE_URL"] != given_postgres


def test_the_back_end_is_tested_on_the_database_that_is_given(given_postgres):
    assert inside(surroundings.database())[GIVEN_POSTGRES] == given_postgres
