import importlib.util
from importlib.machinery import SourceFileLoader

import pytest

from devtools.paths import ROOT

PATH = ROOT / "docker/production/django/entrypoint"
GOOD = "q8Zk2LxWc0Vb7Np4Rt1Y"


@pytest.fixture(scope="module")
def entrypoint():
    loader = SourceFileLoader("entrypoint", str(PATH))
    spec = importlib.util.spec_from_loader("entrypoint", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def secrets(entrypoint, tmp_path, monkeypatch):
    monkeypatch.setattr(entrypoint, "SECRETS", f"{tmp_path}/")
    (tmp_path / "password").write_text(f"{GOOD}\n")
    return tmp_path


def test_the_address_of_the_database_is_made_of_its_parts(entrypoint):
    env = entrypoint.complete(
        {
            "POSTGRES_HOST": "db",
            "POSTGRES_USER": "me",
            "POSTGRES_PASSWORD": "a/b@c",
            "POSTGRES_DB": "x",
        }
    )
    assert env["DATABASE_URL"] == "postgres://me:a%2Fb%40c@db:5432/x"


def test_the_brokers_follow_from_that_of_redis(entrypoint):
    env = entrypoint.complete({"REDIS_PASSWORD": "a:b"})
    assert env["REDIS_URL"] == env["CELERY_BROKER_URL"] == "redis://:a%3Ab@redis:6379/0"


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL"])
def test_an_address_that_is_given_holds(entrypoint, name):
    assert entrypoint.complete({name: "given://"})[name] == "given://"


def test_the_broker_may_be_another_one(entrypoint):
    env = entrypoint.complete({"REDIS_URL": "redis://one/0"})
    assert env["CELERY_BROKER_URL"] == "redis://one/0"


def test_an_empty_address_counts_as_none(entrypoint):
    assert entrypoint.complete({"DATABASE_URL": ""})["DATABASE_URL"]


def test_a_secret_is_read_from_its_file(entrypoint, secrets):
    env = entrypoint.complete({"POSTGRES_PASSWORD_FILE": f"{secrets}/password"})
    assert env["POSTGRES_PASSWORD"] == GOOD
    assert f":{GOOD}@" in env["DATABASE_URL"]


def test_a_value_wins_over_a_file(entrypoint, secrets):
    given = {"EMAIL_URL": "smtp://one", "EMAIL_URL_FILE": f"{secrets}/password"}
    assert entrypoint.complete(given)["EMAIL_URL"] == "smtp://one"


def test_other_files_are_none_of_its_business(entrypoint):
    assert "LIVENESS" not in entrypoint.complete({"LIVENESS_FILE": "/tmp/liveness"})  # noqa: S108


def in_production(entrypoint, **secrets):
    good = dict.fromkeys(entrypoint.NEEDED, GOOD)
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    return entrypoint.complete(settings | good | secrets)


def test_production_starts_with_real_secrets(entrypoint):
    assert in_production(entrypoint)["DATABASE_URL"]


@pytest.mark.parametrize("name", ["DJANGO_SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"])
@pytest.mark.parametrize(
    "secret", ["", "short", "please-change-me", "the-password-of-all", "django-insecure-1"]
)
def test_production_refuses_a_placeholder(entrypoint, name, secret):
    with pytest.raises(ValueError, match=name):
        in_production(entrypoint, **{name: secret})


def test_the_refusal_does_not_print_the_secret(entrypoint):
    with pytest.raises(ValueError, match="placeholder") as refused:
        in_production(entrypoint, REDIS_PASSWORD="changeme-1")
    assert "changeme-1" not in str(refused.value)


def test_a_secret_that_cannot_be_read_is_named(entrypoint, secrets, monkeypatch):
    monkeypatch.setenv("POSTGRES_PASSWORD_FILE", f"{secrets}/none")
    with pytest.raises(SystemExit, match=r"^entrypoint: .*/none"):
        entrypoint.main()


def test_development_may_have_none(entrypoint):
    assert entrypoint.complete({"DJANGO_SETTINGS_MODULE": "config.settings.local"})


def test_a_database_that_stays_away_is_told_without_its_password(entrypoint):
    with pytest.raises(TimeoutError, match=r"PostgreSQL at \S+ did not answer") as told:
        entrypoint.wait_for_database(f"postgres://me:{GOOD}@127.0.0.1:1/x", seconds=0)
    assert GOOD not in str(told.value)


def test_waiting_ends_when_the_database_answers(entrypoint, monkeypatch):
    answers = iter(["refused", "refused", None])
    monkeypatch.setattr(entrypoint, "refusal_of", lambda _url: next(answers))
    monkeypatch.setattr(entrypoint, "RETRY_SECONDS", 0)
    entrypoint.wait_for_database("postgres://db/x", seconds=60)
    assert next(answers, "asked thrice") == "asked thrice"
