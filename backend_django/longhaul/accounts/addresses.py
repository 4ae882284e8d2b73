"""The key in a mail, which shows that an address belongs to whoever has it.

It holds for the password of the moment only. So a link never lets somebody else's password in, and
a new password stops a change of address that a thief has begun.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from longhaul.accounts.mails import page_url, send
from longhaul.accounts.models import EmailUser

# ── The key in a mail, which shows that an address belongs to whoever has it.

SALT = "longhaul.accounts.addresses"


def make_key(address: EmailAddress) -> str:
    return signing.dumps([address.pk, _password_mark(address.user)], salt=SALT)


def find_address(key: str) -> EmailAddress | None:
    """Return the address that a key is about, locked; None if it does not hold, or no more."""
    try:
        pk, mark = signing.loads(key, salt=SALT, max_age=settings.CONFIRMATION_TIMEOUT)
    except signing.BadSignature:
        return None
    address = EmailAddress.objects.select_related("user").select_for_update().filter(pk=pk).first()
    holds = address and address.user.is_active and mark == _password_mark(address.user)
    return address if holds else None


def _password_mark(user: EmailUser) -> str:
    return salted_hmac(SALT, user.password).hexdigest()[:16]


# ── The address of an account: shown to be the owner's, and changed.


def send_confirmation(address: EmailAddress, template: str) -> None:
    """Send the link that shows an address to be the owner's."""
    send(template, address.email, link=page_url(f"/verify-email/{make_key(address)}"))


def find_pending(user: EmailUser) -> str | None:
    """Return the address that shall take the place of the present one."""
    pending = user.emailaddress_set.exclude(email=user.email).filter(verified=False).first()
    return pending.email if pending else None


def request_change(user: EmailUser, email: str) -> None:
    """Ask the new address for confirmation, and tell the old one.

    Nothing tells who asks whether somebody else has the address; its owner is told instead.
    """
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)  # one change at a time
        user.emailaddress_set.exclude(email=user.email).delete()
        address = EmailAddress.objects.create(user=user, email=email)
        send("address_change_requested", user.email, new_email=email)
        if get_user_model().objects.with_address(email).exists():
            send_already_registered(email)
        else:
            send_confirmation(address, "email_confirmation")


def send_already_registered(email: str) -> None:
    """Tell the owner of an account that its address was given again."""
    send("account_already_exists", email, reset_url=page_url("/reset-password"))


def confirm(key: str) -> bool:
    """Let the address that a key is about be the account's. Doing so again changes nothing."""
    try:
        with transaction.atomic():
            address = find_address(key)
            if address:
                adopt(address.user, address.email)
    except IntegrityError:  # somebody else has it by now
        return False
    return address is not None


def adopt(user: EmailUser, email: str) -> None:
    """Make an address the user's only one, verified; tell the one whose place it takes.

    Raises:
        IntegrityError: somebody else has it.
    """
    old, user.email = user.email, email
    user.save(update_fields=["email"])
    # What others hoped for, or had before, is no use to them any more.
    EmailAddress.objects.filter(email=email).exclude(user=user).delete()
    user.emailaddress_set.exclude(email=email).delete()
    user.emailaddress_set.update_or_create(
        email=email, defaults={"verified": True, "primary": True}
    )
    if email != old:
        send("email_changed", old, new_email=email)
