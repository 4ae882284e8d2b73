"""What the machine must have before anything is installed."""

import importlib.util
import re
import shutil
import subprocess

from devtools.errors import DevError
from devtools.paths import ROOT

NODE_NEEDED = 20
GIGABYTES_NEEDED = 1.5


def require_machine() -> str:
    """Raise for what is missing; return Node's version."""
    if importlib.util.find_spec("ensurepip") is None:
        raise DevError(
            "This Python cannot make virtual environments; on Debian: apt install python3-venv"
        )
    return _require_node()


def _require_node() -> str:
    if not shutil.which("node") or not shutil.which("npm"):
        raise DevError(
            f"Node.js {NODE_NEEDED} or newer with npm is needed; see https://nodejs.org/"
        )
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    version = answer.stdout.strip()
    found = re.match(r"v(\d+)\.", version)
    if not found or int(found[1]) < NODE_NEEDED:
        raise DevError(f"Node.js {NODE_NEEDED} or newer is needed; this is {version or 'broken'}.")
    return version


def require_space() -> None:
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < GIGABYTES_NEEDED:
        raise DevError(
            f"Only {free:.1f} GB are free in {ROOT}; make room for {GIGABYTES_NEEDED} GB."
        )
