"""Folders for unix sockets, whose paths must be short."""

import os
import re
import stat
import tempfile
from pathlib import Path

from devtools.errors import DevError
from devtools.state import State

# The operating system allows 104 bytes (macOS) or 108 (Linux).
LONGEST = 100
# What stands in a URL as it is.
PLAIN = re.compile(r"[\w./-]+", re.ASCII)


def socket_folder(state: State, name: str) -> Path:
    """Return the folder for a socket: the state's own, or a short one if that path does not do."""
    path = state.root / name
    if len(os.fsencode(path)) <= LONGEST and PLAIN.fullmatch(str(path)):
        return state.root
    return own_folder(Path(tempfile.gettempdir()) / f"dev-{state.id}")


def own_folder(path: Path, mode: int = 0o700) -> Path:
    """Make a folder in a shared place, and refuse one that another user has made there."""
    path.mkdir(mode=mode, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise DevError(f"{path} belongs to another user; remove it, or set TMPDIR.")
    path.chmod(mode)
    return path
