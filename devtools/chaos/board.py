"""What people see while a soak runs: faults that scroll by, above a table that lives."""

from collections.abc import Iterator
from time import time

from devtools.chaos.evidence import Blow
from devtools.chaos.outcome import clock
from devtools.chaos.plan import Plan
from devtools.chaos.soak import Soak
from devtools.console import BOLD, DIM, Console
from devtools.runner import Phase
from devtools.service import Service
from devtools.view import COLOURS

STATUSES = ("pending", "processing", "completed", "failed", "cancelled")


class Board:
    """Watches the services for the supervisor, and the soak for people."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._phases: dict[str, Phase] = {}
        self._told = 0

    def heard(self, service: Service, line: str) -> None:
        """Lines are in the log."""

    def reported(self, service: Service, event: str) -> None:
        """Deaths are what this is about."""

    def changed(self, service: Service, phase: Phase) -> None:
        self._phases[service.name] = phase

    def announce(self, plan: Plan) -> None:
        """Say what is going to happen, and how to see the same again."""
        self.console.line(
            f"Seed {plan.seed}: {len(plan.stories)} jobs and {len(plan.faults)} faults "
            f"in {clock(plan.seconds)}"
        )

    def show(self, soak: Soak) -> None:
        """Redraw the table below the lines printed since."""
        for blow in soak.blows.done[self._told :]:
            self.console.line(self._struck(blow))
        self._told = len(soak.blows.done)
        self.console.footer(list(self._table(soak)))

    def close(self) -> None:
        """Take the table away: nothing runs any longer."""
        self.console.footer([])

    def _struck(self, blow: Blow) -> str:
        hit = f"  {len(blow.hit)} at work" if blow.hit else ""
        return f"{clock(blow.fault.at):>6}  {blow.fault}{self.console.style(hit, DIM)}"

    def _table(self, soak: Soak) -> Iterator[str]:
        style = self.console.style
        rest = "waiting for the last jobs" if soak.is_draining else f"of {clock(soak.plan.seconds)}"
        waits = [rescue.seconds for rescue in soak.rescues(time())]
        yield style("─" * 78, DIM)
        yield f"{style(clock(soak.seconds), BOLD)} {rest}"
        yield self._row("Jobs", [f"{soak.counts.get(status, 0)} {status}" for status in STATUSES])
        yield self._row(
            "Clients", [f"{len(soak.clients.accounts)} accepted of {len(soak.plan.stories)}"]
        )
        longest = [f"the longest {max(waits):.1f} s"] if waits else []
        yield self._row("Rescues", [str(len(waits)), *longest])
        yield "  ".join(
            f"{style('●', COLOURS[phase])} {name}" for name, phase in self._phases.items()
        )

    def _row(self, title: str, cells: list[str]) -> str:
        return f"{title:<8} {self.console.style(' · ', DIM).join(cells)}"
