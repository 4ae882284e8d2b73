"""The page's sessions, and how access to an account ends. `SESSION_ENGINE` names this module."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from longhaul.accounts.models import EmailUser, Session


class SessionStore(DatabaseStore):
    """Django's database store on a table with a column for the user."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Session = super().create_model_instance(data)  # type: ignore[assignment]
        session.user_id = data.get(SESSION_KEY)
        return session


def end_access(user: EmailUser) -> None:
    """End all tokens and sessions of a user."""
    user.tokens.all().delete()
    user.sessions.all().delete()


def sign_out_everywhere(user: EmailUser) -> None:
    """End every session and every token that signing in created; tokens with a name stay valid."""
    user.tokens.filter(is_sign_in=True).delete()
    user.sessions.all().delete()
