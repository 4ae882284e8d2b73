from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser's session, which knows whose it is, and so can end with the account's others."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, "sessions", null=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return the store that keeps sessions in this table."""
        from users.sessions import SessionStore

        return SessionStore
