"""What the supervisor must know of a process."""

import re
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devtools.paths import BACKEND


@dataclass(frozen=True, kw_only=True)
class Service:
    """One process that is kept alive."""

    name: str
    command: Sequence[str | Path]
    # Either a question that is asked again and again, or the line that the process then writes.
    ready: Callable[[], bool] | re.Pattern[str]
    env: Mapping[str, str]
    cwd: Path = BACKEND
    # Others depend on it: it starts first and stops last.
    is_foundation: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    # How long it may take to stop, in seconds.
    grace: float = 15.0
    # Whether its errors and job lines belong on the terminal.
    speaks: bool = True
    # More for the operating system: the user to run as.
    options: Mapping[str, Any] = field(default_factory=dict)
