"""What lets somebody in, and how it ends."""

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from rest_framework.request import Request

from .models import User


def end_access(user: User, *, but_session: str | None = None) -> None:
    """End all tokens and sessions of a user, but for one session perhaps."""
    user.tokens.all().delete()
    user.sessions.exclude(session_key=but_session).delete()


def set_password(user: User, password: str, *, but_session: str | None = None) -> None:
    """Set a password, which ends tokens and sessions."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        end_access(user, but_session=but_session)


def change_password(request: Request, user: User, password: str) -> None:
    """Set the password of who asks; the page's session that asks goes on."""
    by_token = request.auth is not None
    with transaction.atomic():
        own = None if by_token else request._request.session.session_key
        set_password(user, password, but_session=own)
        if own:
            update_session_auth_hash(request._request, user)
