"""Create accounts: by registration, and directly by commands of the operator."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from longhaul.accounts.addresses import send_confirmation
from longhaul.accounts.mails import send_already_registered, send_unknown
from longhaul.accounts.models import EmailUser

# ── Registration. Answer and work are the same whether the address is known or not.


def register(email: str, password: str) -> None:
    """Create an account that awaits verification. Always one password hash and one mail."""
    try:
        _register(email, password)
    except IntegrityError:  # the same address was registered at the same time
        _register(email, password)


@transaction.atomic
def _register(email: str, password: str) -> None:
    user = get_user_model().objects.with_address(email).select_for_update().first()
    if user is None:
        user = get_user_model().objects.create_user(email, password)
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
    elif user.awaits_verification:
        # The last registration counts. Links of earlier mails become invalid with their password.
        user.set_password(password)
        user.save(update_fields=["password"])
    else:
        make_password(password)
        send_already_registered(user.email)
        return
    send_confirmation(user.emailaddress_set.get(primary=True), "email_confirmation_signup")


def resend(email: str) -> None:
    """Send the link again, or the reason why there is none: always one mail."""
    user = get_user_model().objects.with_address(email).first()
    if user is None:
        send_unknown(email)
    elif user.awaits_verification:
        send_confirmation(user.emailaddress_set.get(primary=True), "email_confirmation_signup")
    else:
        send_already_registered(user.email)


# ── Accounts of operators, without a mail.


def make_account(email: str, password: str, **fields: Any) -> EmailUser:
    """Create or update an account; its address counts as verified, so that it can sign in."""
    users = get_user_model().objects
    user = users.with_address(email).first() or users.create_user(email)
    for name, value in fields.items():
        setattr(user, name, value)
    if not user.check_password(password):
        user.set_password(password)  # ends its tokens and sessions
    user.save(update_fields=[*fields, "password"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user
