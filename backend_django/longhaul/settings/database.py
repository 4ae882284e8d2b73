"""The database: PostgreSQL, with connections that are kept."""

from typing import Any

import environ

env = environ.Env()

OPTIONS: dict[str, Any] = {
    # A process that is frozen in the middle of a transaction must not keep its locks for ever.
    "options": "-c idle_in_transaction_session_timeout=5min",
}
POOL: dict[str, Any] = {
    "min_size": 1,
    "timeout": 10,
    # Attempts to reconnect grow rarer; after this, new ones start. A database that has been down
    # for an hour is then found within seconds.
    "reconnect_timeout": 10,
}


def databases(url: str) -> dict[str, dict[str, Any]]:
    """Return Django's `DATABASES` for a URL; without one, commands that need no database work.

    The threads of a process share `DATABASE_POOL_SIZE` connections; with 0, each has its own.
    """
    if not url:
        return {}
    config: dict[str, Any] = env.db_url_config(url)
    config["ATOMIC_REQUESTS"] = True
    config["CONN_MAX_AGE"] = None
    config["OPTIONS"] = config.get("OPTIONS", {}) | OPTIONS
    if pool_size := env.int("DATABASE_POOL_SIZE", 0):
        config["CONN_MAX_AGE"] = 0
        # Without the check, each connection from before a restart would fail one request.
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"]["pool"] = POOL | {"max_size": pool_size}
    return {"default": config}
