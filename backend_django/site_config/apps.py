from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


class SiteConfigConfig(AppConfig):
    name = "site_config"
    verbose_name = "Site"


@register
def check_database(**_: Any) -> list[CheckMessage]:
    """Say at the start what is missing, and not at the first query."""
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        return []
    hint = "Start everything with ./dev, or set DATABASE_URL to postgres://user:password@host/name."
    return [Error("No PostgreSQL database is configured.", hint, id="site_config.E001")]
