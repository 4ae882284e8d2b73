"""The settings that a URL stands for: of the database, of the storage, and of mail."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

POSTGRES_OPTIONS: dict[str, Any] = {
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
STORAGE_URL = "s3://key:secret@host/bucket, and ?region=… or ?tls=false where it needs them"


def databases(url: str) -> dict[str, dict[str, Any]]:
    """Return Django's `DATABASES` for a URL; without one, commands that need no database work.

    The threads of a process share `DATABASE_POOL_SIZE` connections; with 0, each has its own.
    """
    if not url:
        return {}
    config: dict[str, Any] = env.db_url_config(url)
    config["ATOMIC_REQUESTS"] = True
    config["CONN_MAX_AGE"] = None
    config["OPTIONS"] = config.get("OPTIONS", {}) | POSTGRES_OPTIONS
    if pool_size := env.int("DATABASE_POOL_SIZE", 0):
        config["CONN_MAX_AGE"] = 0
        # Without the check, each connection from before a restart would fail one request.
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"]["pool"] = POOL | {"max_size": pool_size}
    return {"default": config}


def media_storage(url: str) -> dict[str, Any]:
    """Return the storage for a URL; an empty one means files below MEDIA_ROOT.

    Raises:
        ImproperlyConfigured: the URL has another form.
    """
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts, options = urlsplit(url), dict(parse_qsl(urlsplit(url).query))
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket:
        raise ImproperlyConfigured(f"MEDIA_STORAGE_URL has another form than {STORAGE_URL}.")
    scheme = "http" if options.get("tls") == "false" else "https"
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "endpoint_url": f"{scheme}://{parts.netloc.rpartition('@')[2]}",
            "bucket_name": bucket,
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
            "region_name": options.get("region"),
            "file_overwrite": False,
            "default_acl": None,  # the bucket's own: what is in it is private
            "max_memory_size": 5_000_000,  # of an opened file; the rest is on the disk
        },
    }


def mail_settings(url: str) -> dict[str, Any]:
    """Return the settings for smtp://…, or for a provider of django-anymail.

    `mailgun://?api_key=…&sender_domain=…` sets MAILGUN_API_KEY and MAILGUN_SENDER_DOMAIN.
    """
    scheme = urlsplit(url).scheme
    if scheme in env.EMAIL_SCHEMES:
        return dict(env.email_url_config(url))
    provider, options = scheme.replace("-", "_"), parse_qsl(urlsplit(url).query)
    if not provider.isidentifier() or find_spec(f"anymail.backends.{provider}") is None:
        raise ImproperlyConfigured("EMAIL_URL names neither SMTP nor a provider of django-anymail.")
    return {
        "EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend",
        "ANYMAIL": {f"{provider}_{name}".upper(): text for name, text in options},
    }
