"""The address of an account: confirmed by the key in a mail, and changed.

A key is valid only for the password that the account had when the mail was sent. So a link never
activates a password that someone else chose, and a new password stops a change of address.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from longhaul.accounts.mails import page_url, send, send_already_registered
from longhaul.accounts.models import EmailUser

SALT = "longhaul.accounts.addresses"


def make_key(address: EmailAddress) -> str:
    return signing.dumps([address.pk, _password_mark(address.user)], salt=SALT)


def find_address(key: str) -> EmailAddress | None:
    """Return and lock the address of a key; None if the key is invalid or has expired."""
    try:
        pk, mark = signing.loads(key, salt=SALT, max_age=settings.CONFIRMATION_TIMEOUT)
    except signing.BadSignature:
        return None
    address = EmailAddress.objects.select_related("user").select_for_update().filter(pk=pk).first()
    valid = address and address.user.is_active and mark == _password_mark(address.user)
    return address if valid else None


def _password_mark(user: EmailUser) -> str:
    return salted_hmac(SALT, user.password).hexdigest()[:16]


def send_confirmation(address: EmailAddress, template: str) -> None:
    """Send the link that confirms an address."""
    send(template, address.email, link=page_url(f"/verify-email/{make_key(address)}"))


def find_pending(user: EmailUser) -> str | None:
    """Return the address that replaces the present one once it is confirmed."""
    pending = user.emailaddress_set.exclude(email=user.email).filter(verified=False).first()
    return pending.email if pending else None


def request_change(user: EmailUser, email: str) -> None:
    """Ask the new address for confirmation, and inform the old one.

    The caller does not learn whether another account has the address; its owner is informed.
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


def confirm(key: str) -> bool:
    """Make the address of a key the account's; False if that is impossible. Idempotent."""
    try:
        with transaction.atomic():
            address = find_address(key)
            if address:
                adopt(address.user, address.email)
    except IntegrityError:  # another account has taken it meanwhile
        return False
    return address is not None


def adopt(user: EmailUser, email: str) -> None:
    """Make an address the user's only and verified one; inform the address that it replaces.

    Raises:
        IntegrityError: another account has it.
    """
    old, user.email = user.email, email
    user.save(update_fields=["email"])
    # Requests for this address by other accounts, and the user's other addresses, are void now.
    EmailAddress.objects.filter(email=email).exclude(user=user).delete()
    user.emailaddress_set.exclude(email=email).delete()
    user.emailaddress_set.update_or_create(
        email=email, defaults={"verified": True, "primary": True}
    )
    if email != old:
        send("email_changed", old, new_email=email)
