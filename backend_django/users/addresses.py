"""The address of an account: shown to be the owner's, and changed."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from .confirmation import find_address, make_key
from .mails import page_url, send
from .models import User


def send_confirmation(address: EmailAddress, template: str) -> None:
    """Send the link that shows an address to be the owner's."""
    send(template, address.email, link=page_url(f"/verify-email/{make_key(address)}"))


def find_pending(user: User) -> str | None:
    """Return the address that shall take the place of the present one."""
    pending = user.emailaddress_set.exclude(email=user.email).filter(verified=False).first()
    return pending.email if pending else None


def request_change(user: User, email: str) -> None:
    """Ask the new address for confirmation, and tell the old one.

    Nothing tells who asks whether somebody else has the address; its owner is told instead.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # one change at a time
        user.emailaddress_set.exclude(email=user.email).delete()
        address = EmailAddress.objects.create(user=user, email=email)
        send("address_change_requested", user.email, new_email=email)
        if User.objects.with_address(email).exists():
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


def adopt(user: User, email: str) -> None:
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
