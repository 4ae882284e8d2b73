from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from longhaul.database import wait_for_migrations

PATIENCE = 300.0


class Command(BaseCommand):
    """Wait until the web server has migrated the database."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=float, default=PATIENCE, help=f"{PATIENCE:g}")

    def handle(self, *, seconds: float, **_: Any) -> None:
        if not wait_for_migrations(seconds):
            raise CommandError(
                f"The database lacked migrations for {seconds:g} s. The web server makes them: "
                "look at its log, or run `prepare`."
            )
