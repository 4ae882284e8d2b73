"""What runs leave behind beside the database: who did what, when, under which lease."""

import os
import time
from typing import Any

from longhaul import Run

UUID_LENGTH = 36


def execution_of(run: Run[Any]) -> str:
    """Return the lease's token, with which the name of the attempt's directory ends."""
    return run.directory.name[-UUID_LENGTH:]


def trace(run: Run[Any], event: str) -> None:
    """Append a line, in one write that no other process can split and no crash can take back."""
    words = (time.time(), run.job_id, run.attempt, execution_of(run), os.getpid(), event)
    log = os.open(os.environ["CHAOS_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(log, f"{' '.join(map(str, words))}\n".encode())
    finally:
        os.close(log)
