"""A watcher that speaks only when something goes wrong."""

from devtools.console import Console
from devtools.runner import Phase
from devtools.service import Service


class Quiet:
    """Leaves the services' lines in their logs."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def heard(self, service: Service, line: str) -> None:
        """Lines are in the log."""

    def reported(self, service: Service, event: str) -> None:
        self._console.line(f"{service.name}: {event}")

    def changed(self, service: Service, phase: Phase) -> None:
        """Phases need no words."""
