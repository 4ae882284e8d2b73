"""Notice that code has changed."""

import asyncio
from collections.abc import AsyncIterator
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
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.py")}
