"""Questions that tell whether a server is ready. Each answers within a second."""

import http.client
import socket
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 1.0


def answers_http(url: str, *, statuses: range = range(200, 300)) -> bool:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_SECONDS)
    with suppress(OSError, http.client.HTTPException), closing(connection):
        connection.request("GET", parts.path)
        with connection.getresponse() as response:
            return response.status in statuses
    return False


def answers_ping(address: Path | tuple[str, int]) -> bool:
    """Tell whether a Redis-like server is there; one that asks for a password is."""
    return ask_broker(address, "PING").startswith((b"+PONG", b"-NOAUTH"))


def ask_broker(address: Path | tuple[str, int], command: str) -> bytes:
    """Return how a Redis-like server's answer begins; nothing if it gives none."""
    family = socket.AF_UNIX if isinstance(address, Path) else socket.AF_INET
    with suppress(OSError), socket.socket(family) as connection:
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(str(address) if isinstance(address, Path) else address)
        connection.sendall(f"{command}\r\n".encode())
        return connection.recv(64)
    return b""


def accepts_postgres(pg_isready: Path, folder: Path, user: str) -> bool:
    command = [str(pg_isready), "--quiet", f"--host={folder}", f"--username={user}"]
    command += ["--dbname=postgres", f"--timeout={TIMEOUT_SECONDS:.0f}"]
    return subprocess.run(command, check=False).returncode == 0
