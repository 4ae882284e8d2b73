import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from longhaul.operations.health import HealthDocument, examine


class Command(BaseCommand):
    """Show whether the system works, and its queues. The exit status is 1 if something is wrong."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object, for programs")

    def handle(self, **options: Any) -> None:
        health, faults = check()
        if options["json"]:
            document = {"database": health is not None, "faults": faults}
            about = health.model_dump(mode="json") if health else {}
            self.stdout.write(json.dumps(document | about))
        else:
            self.stdout.write("\n".join([*describe(health), *map("FAULT     {}".format, faults)]))
        sys.exit(1 if faults else 0)


def check() -> tuple[HealthDocument | None, list[str]]:
    """Return the state of the system, None without a database, and what is wrong."""
    try:
        health = examine()
    except (OperationalError, InterfaceError) as error:
        return None, [f"The database does not answer: {error}".strip()]
    return health, health.faults


def describe(health: HealthDocument | None) -> Iterator[str]:
    """Yield the lines of the report, without the faults."""
    yield f"database  {'answers' if health else 'does not answer'}"
    if health is None:
        return
    yield f"broker    {'answers' if health.broker else 'does not answer'}"
    for queue in sorted(health.messages.keys() | health.backlog.keys()):
        due, messages = health.backlog.get(queue, 0), health.messages.get(queue, "?")
        yield f"queue     {queue}: {due} jobs due, {messages} messages"
    oldest = health.oldest_due
    yield f"oldest    due for {ago(oldest)}" if oldest else "oldest    no job is due"
    yield f"leases    {health.expired_leases} expired"
    for worker in health.workers:
        state = "stalled" if worker.stalled else "alive" if worker.alive else "silent"
        yield f"worker    {worker.name}: {state}, its keeper was seen {ago(worker.seen_at)} ago"


def ago(moment: datetime) -> str:
    return f"{max(0.0, (timezone.now() - moment).total_seconds()):.0f} s"
