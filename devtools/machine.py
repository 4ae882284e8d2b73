"""What the machine must have before anything is installed."""

import importlib.util
import shutil

from devtools.errors import DevError
from devtools.paths import ROOT

GIGABYTES_NEEDED = 1.5


def require_venv() -> None:
    """Raise if this Python cannot make virtual environments."""
    if importlib.util.find_spec("ensurepip") is None:
        raise DevError(
            "This Python cannot make virtual environments; on Debian: apt install python3-venv"
        )


def require_space() -> None:
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < GIGABYTES_NEEDED:
        raise DevError(
            f"Only {free:.1f} GB are free in {ROOT}; make room for {GIGABYTES_NEEDED} GB."
        )
