import json
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from longhaul.accounts.models import EmailUser, Token
from longhaul.accounts.registration import make_account


class Command(BaseCommand):
    """Create the demo account and a superuser, and print their credentials as one JSON object."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        if settings.DEMO_FILE is None:
            raise CommandError("Demo accounts are for development; these settings have none.")
        known = json.loads(settings.DEMO_FILE.read_text()) if settings.DEMO_FILE.exists() else {}
        password = known.get("password") or secrets.token_urlsafe(9)
        admin_password = known.get("admin_password") or secrets.token_urlsafe(9)
        user = make_account(settings.DEMO_EMAIL, password)
        admin = make_account(
            settings.DEMO_ADMIN_EMAIL, admin_password, is_staff=True, is_superuser=True
        )
        credentials = {
            "email": user.email,
            "password": password,
            "token": find_token(user, known.get("token", "")),
            "admin_email": admin.email,
            "admin_password": admin_password,
        }
        self.stdout.write(json.dumps(credentials))


def find_token(user: EmailUser, known: str) -> str:
    """Return the known token if it is still valid, else a new one."""
    valid = Token.objects.live().with_key(known).filter(user_id=user.pk).exists()
    return known if valid else Token.objects.issue(user, "Demo").key
