import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from longhaul.operations.health import Health, examine


class Command(BaseCommand):
    """Tell whether the system works, and what waits. The exit status is 1 if something is wrong."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object, for programs")

    def handle(self, **options: Any) -> None:
        health, faults = look()
        if options["json"]:
            document = {"database": health is not None, "faults": faults}
            about = asdict(health) if health else {}
            self.stdout.write(json.dumps(document | about, cls=DjangoJSONEncoder))
        else:
            self.stdout.write("\n".join([*describe(health), *map("FAULT     {}".format, faults)]))
        sys.exit(1 if faults else 0)


def look() -> tuple[Health | None, list[str]]:
    """Return the state of the system, if the database tells it, and what is wrong."""
    try:
        health = examine()
    except (OperationalError, InterfaceError) as error:
        return None, [f"The database does not answer: {error}".strip()]
    return health, health.faults


def describe(health: Health | None) -> Iterator[str]:
    """Yield a line for each thing that operators ask about."""
    yield f"database  {'answers' if health else 'is away'}"
    if health is None:
        return
    yield f"broker    {'answers' if health.broker else 'is away'}"
    for queue in sorted(health.messages.keys() | health.backlog.keys()):
        due, messages = health.backlog.get(queue, 0), health.messages.get(queue, "?")
        yield f"queue     {queue}: {due} jobs due, {messages} messages"
    oldest = health.oldest_due
    yield f"oldest    due for {ago(oldest)}" if oldest else "oldest    nothing waits"
    yield f"leases    {health.expired_leases} expired"
    for worker in health.workers:
        state = "stalled" if worker.stalled else "alive" if worker.alive else "silent"
        yield f"worker    {worker.name}: {state}, its keeper was seen {ago(worker.seen_at)} ago"


def ago(moment: datetime) -> str:
    return f"{max(0.0, (timezone.now() - moment).total_seconds()):.0f} s"
