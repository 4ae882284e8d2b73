"""Which build this is."""

from django.conf import settings


def get_version() -> dict[str, str]:
    """Return version, environment and commit; the commit is empty in a source tree."""
    return {
        "version": settings.RELEASE,
        "environment": settings.ENVIRONMENT,
        "commit": settings.COMMIT,
    }
