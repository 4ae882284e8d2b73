"""Set, change and reset passwords. A new password ends the account's tokens and sessions."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import url_str_to_user_pk, user_pk_to_url_str
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.db import transaction
from rest_framework.request import Request

from longhaul.accounts.addresses import adopt
from longhaul.accounts.mails import page_url, send, send_unknown
from longhaul.accounts.models import EmailUser
from longhaul.accounts.sign_in import forgive


class EndTokens:
    """A password validator that accepts every password, and ends the tokens after a change.

    Django calls `password_changed` for each change, also in the admin and on the command line.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Accept the password."""

    def get_help_text(self) -> str:
        return ""

    def password_changed(self, password: str, user: EmailUser) -> None:
        """End the tokens. Sessions end by themselves: each is bound to the password's hash."""
        user.tokens.all().delete()


def set_password(user: EmailUser, password: str, *, but_session: str | None = None) -> None:
    """Set a password, which ends all tokens and sessions except `but_session`."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])  # ends the tokens, see EndTokens
        user.sessions.exclude(session_key=but_session).delete()


def change_password(request: Request, user: Any, password: str) -> None:
    """Set the caller's password. The session of the request, if there is one, stays valid."""
    by_token = request.auth is not None
    with transaction.atomic():
        own = None if by_token else request._request.session.session_key
        set_password(user, password, but_session=own)
        if own:
            update_session_auth_hash(request._request, user)


# ── A new password for a user who forgot the old one.


def request_reset(email: str) -> None:
    """Send the link, or for an unknown address a mail that says so: always one mail."""
    user = get_user_model().objects.with_address(email).filter(is_active=True).first()
    if user is None:
        send_unknown(email)
        return
    uid, token = user_pk_to_url_str(user), default_token_generator.make_token(user)
    send("password_reset_key", user.email, link=page_url(f"/reset-password/{uid}/{token}"))


def find_user(uid: str, token: str) -> EmailUser | None:
    """Return the user whose link this is; None if it is invalid or has expired."""
    try:
        user = get_user_model().objects.filter(pk=url_str_to_user_pk(uid), is_active=True).first()
    except (TypeError, ValueError, OverflowError):
        return None
    return user if user and default_token_generator.check_token(user, token) else None


def reset_password(user: EmailUser, password: str) -> None:
    """Set the password. The link proves access to the mailbox, so the address becomes verified."""
    with transaction.atomic():
        set_password(user, password)
        adopt(user, user.email)
        forgive(user.email)
