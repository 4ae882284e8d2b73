"""New accounts. The answer and the work are the same whether an address is known or not."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from .addresses import send_already_registered, send_confirmation
from .mails import page_url, send
from .models import User


def register(email: str, password: str) -> None:
    """Make an account that waits for its address to be verified: one hash, one mail, always."""
    try:
        _register(email, password)
    except IntegrityError:  # the same address was registered at this moment
        _register(email, password)


@transaction.atomic
def _register(email: str, password: str) -> None:
    user = User.objects.with_address(email).select_for_update().first()
    if user is None:
        user = User.objects.create_user(email, password)
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
    user = User.objects.with_address(email).first()
    if user is None:
        send_unknown(email)
    elif user.awaits_verification:
        send_confirmation(user.emailaddress_set.get(primary=True), "email_confirmation_signup")
    else:
        send_already_registered(user.email)


def send_unknown(email: str) -> None:
    """Tell somebody that there is no account with this address."""
    send("unknown_account", email, signup_url=page_url("/register"))
