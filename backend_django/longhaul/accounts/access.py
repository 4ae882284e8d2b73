"""What lets somebody in, and how it ends."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from rest_framework.request import Request

from longhaul.accounts.models import EmailUser


class TokensEnd:
    """A validator that finds no fault; Django tells it when a password was changed, and by whoever.

    So tokens end also with a change in the admin or on the command line.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Find no fault."""

    def get_help_text(self) -> str:
        return ""

    def password_changed(self, password: str, user: EmailUser) -> None:
        """End the tokens. Sessions end by themselves: each holds for one password."""
        user.tokens.all().delete()


def end_access(user: EmailUser) -> None:
    """End all tokens and sessions of a user."""
    user.tokens.all().delete()
    user.sessions.all().delete()


def sign_out_everywhere(user: EmailUser) -> None:
    """End every session and every token that a sign-in gave. Tokens with a name go on."""
    user.tokens.filter(is_sign_in=True).delete()
    user.sessions.all().delete()


def set_password(user: EmailUser, password: str, *, but_session: str | None = None) -> None:
    """Set a password, which ends tokens and sessions."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])  # tokens end here
        user.sessions.exclude(session_key=but_session).delete()


def change_password(request: Request, user: EmailUser, password: str) -> None:
    """Set the password of who asks; the page's session that asks goes on."""
    by_token = request.auth is not None
    with transaction.atomic():
        own = None if by_token else request._request.session.session_key
        set_password(user, password, but_session=own)
        if own:
            update_session_auth_hash(request._request, user)
