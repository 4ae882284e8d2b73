from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from longhaul.accounts.registration import make_account


class Command(BaseCommand):
    """Create or update the superuser that the environment names; do nothing if it names none."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        if not settings.SUPERUSER_EMAIL or not settings.SUPERUSER_PASSWORD:
            return
        user = make_account(
            settings.SUPERUSER_EMAIL, settings.SUPERUSER_PASSWORD, is_staff=True, is_superuser=True
        )
        self.stdout.write(f"{user.email} is a superuser.")
