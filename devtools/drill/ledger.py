"""What was looked at, and how it was."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from devtools.console import BOLD, GREEN, RED, Console


class Ledger:
    """Keeps the checks, and prints each as it comes."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.started = time.monotonic()
        self.passed = 0
        self.failed = 0

    @contextmanager
    def scene(self, title: str) -> Iterator[None]:
        """Say what comes, and how long it took."""
        self.console.line(self.console.style(title, BOLD))
        started = time.monotonic()
        yield
        self.console.line(f"  ({time.monotonic() - started:.0f} s)")

    def check(self, what: str, holds: object, found: object = "") -> None:
        if holds:
            self.passed += 1
        else:
            self.failed += 1
        word = self.console.style("✓", GREEN) if holds else self.console.style("✗", RED)
        told = f": {found}" if found != "" else ""
        self.console.line(f"  {word} {what}{told}")

    def summary(self) -> str:
        seconds = time.monotonic() - self.started
        return f"{self.passed} passed, {self.failed} failed, {seconds:.0f} s"
