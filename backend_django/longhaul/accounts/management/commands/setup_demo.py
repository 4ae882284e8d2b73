"""Make a fresh development system usable at once."""

import json
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from longhaul.accounts.models import EmailUser, Token
from longhaul.accounts.registration import make_account


class Command(BaseCommand):
    """Create the demo account and a superuser, and print how to sign in, as one JSON object."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        if settings.DEMO_FILE is None:
            raise CommandError("Demo accounts are for development; these settings have none.")
        known = json.loads(settings.DEMO_FILE.read_text()) if settings.DEMO_FILE.exists() else {}
        password = known.get("password") or secrets.token_urlsafe(9)
        admin_password = known.get("admin_password") or secrets.token_urlsafe(9)
        user = make_account("demo@example.com", password)
        make_account("admin@example.com", admin_password, is_staff=True, is_superuser=True)
        credentials = {
            "email": user.email,
            "password": password,
            "token": find_token(user, known.get("token", "")),
            "admin_email": "admin@example.com",
            "admin_password": admin_password,
        }
        self.stdout.write(json.dumps(credentials))


def find_token(user: EmailUser, known: str) -> str:
    """Return the token that is known, if it still holds, else a new one."""
    holds = Token.objects.live().with_key(known).filter(user=user).exists()
    return known if holds else Token.objects.issue(user, "Demo").key
