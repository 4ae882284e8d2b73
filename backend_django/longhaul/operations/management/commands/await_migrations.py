from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from longhaul.database import wait_for_migrations


class Command(BaseCommand):
    """Wait until the web server has migrated the database."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=float, default=300, help="300 by default")

    def handle(self, *, seconds: float, **_: Any) -> None:
        if not wait_for_migrations(seconds):
            raise CommandError(
                f"Migrations were still missing after {seconds:g} s. The web server applies them: "
                "look at its log, or run `prepare`."
            )
