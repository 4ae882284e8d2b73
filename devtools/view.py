"""What a developer sees while the system runs."""

from devtools.console import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Console
from devtools.lines import LineFilter
from devtools.paths import shown
from devtools.runner import Phase
from devtools.service import Service
from devtools.state import State
from devtools.system import Running

NAME_WIDTH = 8
COLOURS = {Phase.READY: GREEN, Phase.STARTING: YELLOW, Phase.WAITING: RED, Phase.STOPPED: DIM}


class View:
    """Lets errors and job lines pass, and keeps addresses and credentials in sight."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._filters: dict[str, LineFilter] = {}
        self._phases: dict[str, Phase] = {}
        self._table: list[str] = []

    def __enter__(self) -> "View":
        return self

    def __exit__(self, *_: object) -> None:
        """Take away what stays in sight: it runs no longer."""
        self._console.footer([])

    def heard(self, service: Service, line: str) -> None:
        keep = self._filters.setdefault(service.name, LineFilter())
        if service.speaks and (text := keep(line)) is not None:
            self._say(service, text)

    def reported(self, service: Service, event: str) -> None:
        self._say(service, self._console.style(event, RED))

    def changed(self, service: Service, phase: Phase) -> None:
        self._phases[service.name] = phase
        self._refresh()

    def show(self, running: Running, state: State) -> None:
        """Show where everything is, from now on."""
        self._table = [self._row(*row) for row in table(running, state)]
        if not self._console.is_terminal:
            self._console.line("\n".join(self._table))
        self._refresh()

    def _refresh(self) -> None:
        style = self._console.style
        lights = [f"{style('●', COLOURS[phase])} {name}" for name, phase in self._phases.items()]
        status = "  ".join([*lights, style("Ctrl-C stops all", DIM)])
        self._console.footer([style("─" * 78, DIM), *self._table, status])

    def _row(self, title: str, address: str, note: str) -> str:
        return (
            f"{title:<{NAME_WIDTH}} {self._console.style(f'{address:<36}', BOLD)} {note}".rstrip()
        )

    def _say(self, service: Service, text: str) -> None:
        name = self._console.style(f"{service.name:<{NAME_WIDTH}}", CYAN)
        self._console.line(f"{name} {text}")


def table(running: Running, state: State) -> list[tuple[str, str, str]]:
    """Return title, address and credentials of everything that a browser can open."""
    demo, addresses = running.demo, running.addresses
    admin = f"{demo['admin_email']} · {demo['admin_password']}" if "admin_email" in demo else ""
    return [
        ("Page", f"{addresses.page}/", f"{demo['email']} · {demo['password']}"),
        ("API docs", f"{addresses.page}/api/v1/docs/", ""),
        ("Admin", f"{addresses.page}/admin/", admin),
        ("Flower", f"{addresses.flower}/", running.flower_login.replace(":", " · ", 1)),
        (
            "Logs",
            f"{shown(state.folder('log'))}/",
            f"token and addresses: {shown(state.demo_file)}",
        ),
    ]
