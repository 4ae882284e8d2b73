import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from longhaul.accounts.models import Token
from users.models import User


class Command(BaseCommand):
    """Make accounts for the soak, and print a token of each as JSON."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *, count: int, **_: Any) -> None:
        users = [User.objects.create_user(f"owner-{n}@example.com") for n in range(count)]
        self.stdout.write(json.dumps([Token.objects.issue(user, "Soak").key for user in users]))
