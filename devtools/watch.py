"""Notice that code has changed."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

POLL_SECONDS = 1.0


async def changes(folder: Path) -> AsyncIterator[None]:
    """Yield once for each time that Python files below the folder have changed."""
    before = snapshot(folder)
    while True:
        await asyncio.sleep(POLL_SECONDS)
        now = snapshot(folder)
        if now != before:
            yield
        before = now


def snapshot(folder: Path) -> dict[Path, int]:
    times: dict[Path, int] = {}
    for parent, _, names in os.walk(folder):
        for path in (Path(parent, name) for name in names if name.endswith(".py")):
            # It may have gone meanwhile, or be an editor's lock: a link to nothing.
            with suppress(FileNotFoundError):
                times[path] = path.stat().st_mtime_ns
    return times
