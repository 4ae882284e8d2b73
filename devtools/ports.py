"""TCP ports of this machine."""

import re
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

from devtools.errors import DevError

HOST = "127.0.0.1"
LISTENING = "0A"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise DevError(f"Port {port} is reserved for root; choose one with --port.") from None
        except OSError:
            return False
    return True


def next_free(port: int) -> int:
    """Return the first free port from the given one on."""
    return next(candidate for candidate in range(port, 65536) if is_free(candidate))


def any_free() -> int:
    """Return a free port that another process is unlikely to choose at the same time."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def require_free(port: int) -> None:
    if not is_free(port):
        raise DevError(
            f"Port {port} is taken by {owner(port)}; stop that, or choose another: "
            f"./dev up --port {next_free(port + 1)}"
        )


def owner(port: int) -> str:
    """Name the process that listens on a port, as well as this user may know it."""
    return _owner_by_proc(port) or _owner_by_lsof(port) or "another process"


def _owner_by_proc(port: int) -> str:
    for inode in _listening_inodes(port):
        for link in Path("/proc").glob("[0-9]*/fd/*"):
            with suppress(OSError):
                if str(link.readlink()) == f"socket:[{inode}]":
                    process = link.parents[1]
                    return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return ""


def _listening_inodes(port: int) -> list[str]:
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    text = "".join(path.read_text() for path in tables if path.exists())
    rows = map(str.split, text.splitlines())
    return [row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == LISTENING]


def _owner_by_lsof(port: int) -> str:
    if not shutil.which("lsof"):
        return ""
    command = ["lsof", "-nP", "-Fpc", f"-iTCP:{port}", "-sTCP:LISTEN"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.match(r"p(\d+)\nc(.+)", answer)
    return f"{found[2]} (process {found[1]})" if found else ""
