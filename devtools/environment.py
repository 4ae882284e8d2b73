"""What the processes read: the user's variables, then those of `.env`, then these defaults."""

import os
from urllib.parse import quote

from devtools.broker import broker_urls
from devtools.paths import ROOT
from devtools.state import State

# They name what the user works with; a test's own system must not touch it.
NOT_FOR_TESTS = frozenset(
    {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL",
     "DJANGO_MEDIA_ROOT", "DJANGO_MAIL_DIR", "DEMO_FILE", "VIRTUAL_ENV", "PAGE_URL"}
)  # fmt: skip


def environment(state: State, *, private: bool = False) -> dict[str, str]:
    """Return the whole environment; `private` leaves out where the user's own data are."""
    user = given()
    if private:
        user = {name: text for name, text in user.items() if name not in NOT_FOR_TESTS}
    return _defaults(state) | broker_urls(state, user) | user


def given() -> dict[str, str]:
    """Return what the user has set, here or in `.env`."""
    return read_env_file() | os.environ


def sqlite_url(state: State) -> str:
    return f"sqlite:///{quote(str(state.database))}"


def read_env_file() -> dict[str, str]:
    """Read the clone's `.env` as the settings do: NAME=value, `#` comments, optional quotes."""
    path = ROOT / ".env"
    lines = path.read_text().splitlines() if path.exists() else []
    pairs = (line.strip().removeprefix("export ").partition("=") for line in lines)
    return {
        name.strip(): text.strip().strip("\"'")
        for name, equals, text in pairs
        if equals and not name.startswith("#")
    }


def _defaults(state: State) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DJANGO_SECRET_KEY": state.secret("secret_key"),
        "DJANGO_MEDIA_ROOT": str(state.root / "media"),
        "DJANGO_MAIL_DIR": str(state.mails),
        "DATABASE_URL": sqlite_url(state),
        "DEMO_FILE": str(state.demo_file),
        "FLOWER_BASIC_AUTH": f"longhaul:{state.secret('flower_password', size=9)}",
        "LOG_FORMAT": "text",
        "PYTHONUNBUFFERED": "1",
    }
