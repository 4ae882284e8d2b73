from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from longhaul.database import advisory_lock
from longhaul.web.page import publish
from site_config.fixtures import load_once


class Command(BaseCommand):
    """Bring the database up to this build; of several instances one at a time."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dev", action="store_true", help="load the fixtures dev_*, too")

    def handle(self, *, dev: bool, verbosity: int, **_: Any) -> None:
        with advisory_lock("prepare"):
            call_command("migrate", interactive=False, verbosity=verbosity, stdout=self.stdout)
            for name in load_once(development=dev):
                self.stdout.write(f"Loaded {name}.")
            call_command("ensure_superuser", stdout=self.stdout)
            if settings.PUBLISHED_ASSETS:
                built = Path(str(settings.STATIC_ROOT)) / "vue" / "assets"
                new = publish(built, Path(settings.PUBLISHED_ASSETS))
                self.stdout.write(f"Published {new} new files of the page.")
