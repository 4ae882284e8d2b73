"""Where the page's sessions are kept; `SESSION_ENGINE` names this module."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from longhaul.accounts.models import Session


class SessionStore(DatabaseStore):
    """Django's own store, in a table with a column for the user."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Note whose session it is beside its data."""
        session: Session = super().create_model_instance(data)  # type: ignore[assignment]
        session.user_id = data.get(SESSION_KEY)
        return session
