"""Make a fresh development system usable at once."""

import json
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from users.models import Token, User


class Command(BaseCommand):
    """Create the demo account and a superuser, and print how to sign in, as one JSON object."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        if settings.DEMO_FILE is None:
            raise CommandError("Demo accounts are for development; these settings have none.")
        known = json.loads(settings.DEMO_FILE.read_text()) if settings.DEMO_FILE.exists() else {}
        password = known.get("password") or secrets.token_urlsafe(9)
        admin_password = known.get("admin_password") or secrets.token_urlsafe(9)
        user = make_user("demo@example.com", password)
        make_user("admin@example.com", admin_password, is_staff=True, is_superuser=True)
        credentials = {
            "email": user.email,
            "password": password,
            "token": find_token(user, known.get("token", "")),
            "admin_email": "admin@example.com",
            "admin_password": admin_password,
        }
        self.stdout.write(json.dumps(credentials))


def find_token(user: User, known: str) -> str:
    """Return the token that is known, if it still holds, else a new one."""
    holds = Token.objects.live().with_key(known).filter(user=user).exists()
    return known if holds else Token.objects.issue(user, "Demo").key


def make_user(email: str, password: str, **fields: Any) -> User:
    """Create or mend an account with a verified address: without one nobody can sign in."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, **fields)
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user
