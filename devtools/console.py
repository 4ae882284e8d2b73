"""The terminal: lines that scroll by, above a few that stay."""

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TextIO

BOLD, DIM, RED, GREEN, YELLOW, CYAN = 1, 2, 31, 32, 33, 36
ROOM_FOR_LINES = 6


class Console:
    """Writes to a terminal, or plain lines to a file or a pipe."""

    def __init__(self, out: TextIO = sys.stdout) -> None:
        self.out = out
        self.is_terminal = out.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._footer: Sequence[str] = ()
        self._shown = 0

    def style(self, text: str, *codes: int) -> str:
        if not self.is_terminal or "NO_COLOR" in os.environ:
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"

    def line(self, text: str = "") -> None:
        self._write(f"{text}\n")

    def footer(self, lines: Sequence[str]) -> None:
        """Keep these lines below everything else; where the output is no terminal, nowhere."""
        self._footer = lines
        self._write("")

    def _write(self, text: str) -> None:
        self.out.write(f"{self._erased()}{text}{self._drawn()}")
        self.out.flush()

    def _erased(self) -> str:
        return f"\x1b[{self._shown}F\x1b[J" if self._shown else ""

    def _drawn(self) -> str:
        fits = (
            self.is_terminal
            and len(self._footer) + ROOM_FOR_LINES <= shutil.get_terminal_size().lines
        )
        lines = self._footer if fits else ()
        self._shown = len(lines)
        # Without wrapping, each line takes one row however narrow the window is.
        return "\n".join(("\x1b[?7l" + lines[0], *lines[1:], "\x1b[?7h")) if lines else ""
