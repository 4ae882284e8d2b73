"""The key in a mail, which shows that an address belongs to whoever has it.

It holds for the password of the moment only. So a link never lets somebody else's password in, and
a new password stops a change of address that a thief has begun.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from .models import User

SALT = "users.confirmation"


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


def _password_mark(user: User) -> str:
    return salted_hmac(SALT, user.password).hexdigest()[:16]
