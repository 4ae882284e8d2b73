"""What the processes read: the user's variables, then those of `.env`, then these defaults."""

import os
from collections.abc import Mapping

from devtools.broker import broker_urls
from devtools.paths import ROOT
from devtools.postgres import Cluster, cluster
from devtools.product import read_env_file
from devtools.state import State

# They name what the user works with; the system of a test must not touch it.
NOT_FOR_TESTS = frozenset(
    {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL",
     "DJANGO_MEDIA_ROOT", "DJANGO_MAIL_DIR", "DEMO_FILE", "VIRTUAL_ENV", "PAGE_URL"}
)  # fmt: skip


def environment(state: State, *, private: bool = False) -> dict[str, str]:
    """Return the whole environment; `private` leaves out where the user's own data are."""
    user = given()
    if private:
        user = {name: text for name, text in user.items() if name not in NOT_FOR_TESTS}
    own = {"DATABASE_URL": cluster(state, private=private).url}
    return _defaults(state) | own | broker_urls(state, user) | user


def own_cluster(state: State, env: Mapping[str, str], *, private: bool = False) -> Cluster | None:
    """Return the state's own PostgreSQL if that is the one the environment names."""
    own = cluster(state, private=private)
    return own if env["DATABASE_URL"] == own.url else None


def given() -> dict[str, str]:
    """Return what the user has set, here or in `.env`."""
    return read_env_file(ROOT / ".env") | os.environ


def _defaults(state: State) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DJANGO_SECRET_KEY": state.secret("secret_key"),
        "DJANGO_MEDIA_ROOT": str(state.root / "media"),
        "DJANGO_MAIL_DIR": str(state.mails),
        "DEMO_FILE": str(state.demo_file),
        "FLOWER_BASIC_AUTH": f"flower:{state.secret('flower_password', size=9)}",
        "LOG_FORMAT": "text",
        "PYTHONUNBUFFERED": "1",
    }
