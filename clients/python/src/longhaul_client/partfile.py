"""A download on its way."""

import hashlib
from email.message import Message
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import TracebackType
from uuid import uuid4

from .deadline import Deadline
from .errors import Corrupted
from .messages import Answer


class PartFile:
    """A file under a passing name, moved into place when it is whole; else nothing is left."""

    def __init__(self, folder: Path, deadline: Deadline) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._path = folder / f".{uuid4().hex}.part"
        self._file = self._path.open("wb")
        self._digest = hashlib.sha256()
        self._deadline = deadline
        self.size = 0
        self.etag = ""

    def __enter__(self) -> "PartFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def begin(self, status: int, etag: str) -> bool:
        """Take the body of 200 as the whole, and that of 206 as what is missing."""
        if status in (200, 206):
            self.etag = etag
        if status == 200:
            self._file.seek(0)
            self._file.truncate()
            self._digest = hashlib.sha256()
            self.size = 0
        return status in (200, 206)

    def write(self, chunk: bytes) -> None:
        self._deadline.check()
        self._file.write(chunk)
        self._digest.update(chunk)
        self.size += len(chunk)

    def require(self, sha256: str) -> None:
        if self._digest.hexdigest() != sha256:
            raise Corrupted("The download was damaged on its way. Try it again.")

    def keep(self, name: str) -> Path:
        """Move it to its place."""
        self._file.close()
        return self._path.replace(self._folder / name)


def filename(answer: Answer, default: str) -> str:
    """Return the name that the server gives the file, without any folder."""
    message = Message()
    message["Content-Disposition"] = answer.headers.get("Content-Disposition", "")
    given = message.get_filename() or default
    name = PurePosixPath(PureWindowsPath(given).name).name
    return default if name in ("", ".", "..") else name
