"""The log files: set aside when they have grown, and followed while they are written."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

LARGE = 10_000_000  # bytes
POLL_SECONDS = 0.1


def set_aside(path: Path) -> None:
    """Start a new log when the old one is large, keeping one old one."""
    if path.exists() and path.stat().st_size > LARGE:
        path.replace(path.with_suffix(".log.1"))
    path.touch()


async def follow(path: Path) -> AsyncIterator[str]:
    """Yield each line that is written from now on."""
    with path.open(errors="replace") as log:
        log.seek(0, 2)
        begun = ""
        while True:
            begun += log.readline()
            if begun.endswith("\n"):
                yield begun.rstrip("\n")
                begun = ""
            else:
                await asyncio.sleep(POLL_SECONDS)


def last_lines(path: Path, count: int = 8) -> str:
    """Return the end of a log, indented."""
    lines = path.read_text(errors="replace").splitlines()[-count:]
    return "\n".join(f"  {line}" for line in lines)
