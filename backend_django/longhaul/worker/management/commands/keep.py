from typing import Any

from django.core.management.base import BaseCommand

from longhaul.worker.keeper import keep


class Command(BaseCommand):
    """Do one round of the keeper, as every worker does by itself."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        done = keep()
        self.stdout.write(
            f"{done.rescued} rescued, {done.expired} expired, {done.dispatched} dispatched"
        )
