"""Create accounts and reset passwords."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import url_str_to_user_pk, user_pk_to_url_str
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from longhaul.accounts.access import set_password
from longhaul.accounts.addresses import adopt, send_already_registered, send_confirmation
from longhaul.accounts.mails import page_url, send
from longhaul.accounts.models import EmailUser
from longhaul.accounts.sign_in import forgive

# ── Accounts that operators make without asking anybody.


def make_account(email: str, password: str, **fields: Any) -> EmailUser:
    """Create or mend an account with a verified address: without one nobody can sign in."""
    user = get_user_model().objects.with_address(
        email
    ).first() or get_user_model().objects.create_user(email)
    wanted = {name: value for name, value in fields.items() if getattr(user, name) != value}
    for name, value in wanted.items():
        setattr(user, name, value)
    if not user.check_password(password):
        user.set_password(password)
        wanted["password"] = None
    user.save(update_fields=list(wanted))
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


# ── New accounts. The answer and the work are the same whether an address is known or not.


def register(email: str, password: str) -> None:
    """Make an account that waits for its address to be verified: one hash, one mail, always."""
    try:
        _register(email, password)
    except IntegrityError:  # the same address was registered at this moment
        _register(email, password)


@transaction.atomic
def _register(email: str, password: str) -> None:
    user = get_user_model().objects.with_address(email).select_for_update().first()
    if user is None:
        user = get_user_model().objects.create_user(email, password)
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
    elif user.awaits_verification:
        # The last one counts, and links of earlier mails end: each brings its own password only.
        user.set_password(password)
        user.save(update_fields=["password"])
    else:
        make_password(password)
        send_already_registered(user.email)
        return
    send_confirmation(user.emailaddress_set.get(primary=True), "email_confirmation_signup")


def resend(email: str) -> None:
    """Send the link once more, or say why there is none: one mail, always."""
    user = get_user_model().objects.with_address(email).first()
    if user is None:
        send_unknown(email)
    elif user.awaits_verification:
        send_confirmation(user.emailaddress_set.get(primary=True), "email_confirmation_signup")
    else:
        send_already_registered(user.email)


def send_unknown(email: str) -> None:
    """Tell somebody that there is no account with this address."""
    send("unknown_account", email, signup_url=page_url("/register"))


# ── A new password for somebody who has forgotten the old one.


def request_reset(email: str) -> None:
    """Send the link; an unknown address gets a mail that says so: one mail, always."""
    user = get_user_model().objects.with_address(email).filter(is_active=True).first()
    if user is None:
        send_unknown(email)
        return
    uid, token = user_pk_to_url_str(user), default_token_generator.make_token(user)
    send("password_reset_key", user.email, link=page_url(f"/reset-password/{uid}/{token}"))


def find_user(uid: str, token: str) -> EmailUser | None:
    """Return whose link this is; None if it does not hold, or no more."""
    try:
        user = get_user_model().objects.filter(pk=url_str_to_user_pk(uid), is_active=True).first()
    except (TypeError, ValueError, OverflowError):
        return None
    return user if user and default_token_generator.check_token(user, token) else None


def reset_password(user: EmailUser, password: str) -> None:
    """Set the password. Whoever has the link has the mailbox, so the address counts as verified."""
    with transaction.atomic():
        set_password(user, password)
        adopt(user, user.email)
        forgive(user.email)
