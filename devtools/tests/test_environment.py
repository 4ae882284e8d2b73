import os

import pytest

from devtools import environment as module
from devtools.environment import environment, given, own_cluster
from devtools.postgres import cluster


@pytest.fixture
def env_file(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(os, "environ", {})
    return tmp_path / ".env"


def test_no_file_is_needed(env_file):
    assert given() == os.environ


def test_a_file_holds_names_and_values_between_comments(env_file):
    env_file.write_text("# no=thing\n\nexport A=1\nB = 'two = 2'\nC=ends in a quote'\nnonsense\n")
    assert given() | os.environ == os.environ | {"A": "1", "B": "two = 2", "C": "ends in a quote'"}


def test_the_user_wins_over_the_file_and_the_file_over_the_default(env_file, state, monkeypatch):
    env_file.write_text("DJANGO_MEDIA_ROOT=/file\nDATABASE_URL=postgres://file\n")
    monkeypatch.setenv("DATABASE_URL", "postgres://user")
    env = environment(state)
    assert (env["DJANGO_MEDIA_ROOT"], env["DATABASE_URL"]) == ("/file", "postgres://user")
    assert env["DEMO_FILE"] == str(state.demo_file)


def test_a_broker_of_the_user_is_used_for_messages_too(env_file, state, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    assert environment(state)["CELERY_BROKER_URL"] == "redis://elsewhere"


def test_tests_keep_away_from_what_the_user_works_with(env_file, state, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://precious")
    monkeypatch.setenv("REDIS_URL", "redis://precious")
    env = environment(state, private=True)
    assert env["DATABASE_URL"] == cluster(state, private=True).url
    assert env["REDIS_URL"].startswith("unix://")


def test_a_database_of_the_user_replaces_the_one_of_this_clone(env_file, state, monkeypatch):
    assert own_cluster(state, environment(state)) == cluster(state)
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/app")
    assert own_cluster(state, environment(state)) is None
