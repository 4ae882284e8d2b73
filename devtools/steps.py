"""Steps of the set-up, each done again only when something that it depends on has changed."""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.console import GREEN, Console
from devtools.errors import DevError
from devtools.logs import last_lines
from devtools.paths import ROOT, shown
from devtools.running import call

Inputs = Sequence[Path | str]


@dataclass(frozen=True)
class Stamp:
    """A file that says for which inputs something was done, from start to end."""

    path: Path
    # Files and folders count with their content, strings as they are.
    inputs: Inputs

    def is_fresh(self) -> bool:
        return self.path.exists() and self.path.read_text() == fingerprint(self.inputs)

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Take the stamp away, and set it if the block succeeds, for the inputs at its start."""
        self.clear()
        mark = fingerprint(self.inputs)
        yield
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(mark)

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command, what it depends on, and what it makes."""

    title: str
    command: Sequence[str | Path]
    # It lies beside what the step makes, and goes with it.
    stamp: Stamp
    # None: whether it still exists is unknown here, so the step always runs.
    output: Path | None
    log: Path
    cwd: Path = ROOT
    env: Mapping[str, str] | None = None

    def is_done(self) -> bool:
        return self.output is not None and self.output.exists() and self.stamp.is_fresh()

    async def run(self, console: Console) -> None:
        """Do it unless it is done. An interrupted step leaves no stamp, and is done again."""
        if self.is_done():
            return
        console.line(f"  {self.title} …")
        started = time.monotonic()
        with self.stamp.renewed():
            await self._call()
        console.line(
            f"{console.style('✓', GREEN)} {self.title} ({time.monotonic() - started:.0f} s)"
        )

    async def _call(self) -> None:
        self.log.write_bytes(b"")
        if await call(self.command, log=self.log, cwd=self.cwd, env=self.env):
            log = shown(self.log)
            raise DevError(f"{self.title}: failed. All of it is in {log}:\n{last_lines(self.log)}")


def fingerprint(inputs: Inputs) -> str:
    """Hash the names and contents of all inputs."""
    digest = hashlib.sha256()
    for item in inputs:
        digest.update(f"{item}\0".encode())
        for path in files(item) if isinstance(item, Path) else ():
            digest.update(f"{path}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def files(path: Path) -> list[Path]:
    """Return the file itself, or all files below the folder but compiled ones."""
    found = path.rglob("*") if path.is_dir() else [path]
    return sorted(item for item in found if item.is_file() and item.suffix != ".pyc")
