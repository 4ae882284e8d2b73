"""The folder in which one running system keeps its data, logs and process numbers."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from devtools.paths import ROOT


@dataclass(frozen=True)
class State:
    """`var/` of the clone, or a folder of a test's own."""

    root: Path = ROOT / "var"

    @property
    def id(self) -> str:
        """Tell it apart from the running systems of other clones on this machine."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:10]

    def log(self, name: str) -> Path:
        return self.folder("log") / f"{name}.log"

    def pid(self, name: str) -> Path:
        return self.folder("run") / f"{name}.pid"

    def folder(self, name: str) -> Path:
        path = self.root / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def mails(self) -> Path:
        return self.root / "mail"

    @property
    def demo_file(self) -> Path:
        return self.root / "demo.json"

    def secret(self, name: str, size: int = 48) -> str:
        """Return a secret that is made once and kept in a file that only its owner reads."""
        path = self.root / name
        if not path.exists():
            write_private(path, secrets.token_urlsafe(size))
        return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)
