"""Accounts that operators make without asking anybody."""

from typing import Any

from allauth.account.models import EmailAddress

from .models import User


def make_account(email: str, password: str, **fields: Any) -> User:
    """Create or mend an account with a verified address: without one nobody can sign in."""
    user = User.objects.with_address(email).first() or User.objects.create_user(email)
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
