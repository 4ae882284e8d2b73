"""What people see of a run: faults that scroll by, above a table that lives."""

from collections.abc import Iterator

from devtools.chaos.evidence import Blow
from devtools.chaos.finding import Fate
from devtools.chaos.plan import Plan
from devtools.chaos.report import Report
from devtools.chaos.soak import Soak
from devtools.chaos.stage import Setting
from devtools.console import BOLD, DIM, GREEN, RED, Console
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

    def announce(self, setting: Setting, plan: Plan) -> None:
        """Say what is going to happen, and how to see the same again."""
        self.console.line(
            f"  {clock(plan.seconds)} on {'PostgreSQL' if setting.postgres else 'SQLite'}, seed "
            f"{plan.seed}: {len(plan.stories)} jobs, {len(plan.faults)} faults"
        )

    def show(self, soak: Soak) -> None:
        """Draw the table anew, below what has happened since."""
        for blow in soak.blows.done[self._told :]:
            self.console.line(self._blow(blow))
        self._told = len(soak.blows.done)
        self.console.footer(list(self._table(soak)))

    def _blow(self, blow: Blow) -> str:
        hit = f", {len(blow.hit)} jobs hit" if blow.hit else ""
        return f"  {clock(blow.fault.at)}  {blow.fault}{self.console.style(hit, DIM)}"

    def _table(self, soak: Soak) -> Iterator[str]:
        style = self.console.style
        what = "draining" if soak.is_draining else f"of {clock(soak.plan.seconds)}"
        yield style("─" * 78, DIM)
        yield f"{style(clock(soak.seconds), BOLD)} {what}  accepted {len(soak.clients.accounts)}"
        yield "  ".join(f"{status} {soak.counts.get(status, 0)}" for status in STATUSES)
        lights = (f"{style('●', COLOURS[phase])} {name}" for name, phase in self._phases.items())
        yield "  ".join(lights)

    def close(self) -> None:
        self.console.footer([])

    def tell(self, report: Report) -> None:
        """Print the outcome."""
        self.console.footer([])
        line = self.console.line
        line()
        line("  ".join(f"{name} {count}" for name, count in report.counts().items()))
        line("  ".join(f"{code} {count}" for code, count in report.failures().items()))
        line("  ".join(self._judged(fate.value, report.of(fate)) for fate in Fate))
        for finding in report.findings[:20]:
            line(f"  {finding.fate}: {finding.job} {finding.detail}")
        line(
            f"{len(report.rescues)} rescues, the longest {report.longest_rescue:.1f} s "
            f"(limit {report.plan.times.rescue_limit:.0f} s)"
        )
        line("passed" if report.has_passed else "failed")

    def _judged(self, name: str, count: int) -> str:
        return self.console.style(f"{name} {count}", RED if count else GREEN)


def clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
