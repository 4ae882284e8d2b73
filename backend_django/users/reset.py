"""A new password for somebody who has forgotten the old one."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import url_str_to_user_pk, user_pk_to_url_str
from django.db import transaction

from .access import set_password
from .addresses import adopt
from .lock_out import forgive
from .mails import page_url, send
from .models import User
from .registration import send_unknown


def request_reset(email: str) -> None:
    """Send the link; an unknown address gets a mail that says so: one mail, always."""
    user = User.objects.with_address(email).filter(is_active=True).first()
    if user is None:
        send_unknown(email)
        return
    uid, token = user_pk_to_url_str(user), default_token_generator.make_token(user)
    send("password_reset_key", user.email, link=page_url(f"/reset-password/{uid}/{token}"))


def find_user(uid: str, token: str) -> User | None:
    """Return whose link this is; None if it does not hold, or no more."""
    try:
        user = User.objects.filter(pk=url_str_to_user_pk(uid), is_active=True).first()
    except (TypeError, ValueError, OverflowError):
        return None
    return user if user and default_token_generator.check_token(user, token) else None


def reset_password(user: User, password: str) -> None:
    """Set the password. Whoever has the link has the mailbox, so the address counts as verified."""
    with transaction.atomic():
        set_password(user, password)
        adopt(user, user.email)
        forgive(user.email)
