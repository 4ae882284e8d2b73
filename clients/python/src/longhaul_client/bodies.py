"""What requests carry."""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from .deadline import Deadline
from .errors import Corrupted
from .models import GenericJob

BINARY = "application/octet-stream"


class Json:
    """A JSON document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    @contextmanager
    def opened(self) -> Iterator[Mapping[str, Any]]:
        yield {"json": self._document}


class Form:
    """Files and fields, streamed from the disk."""

    def __init__(
        self, files: Mapping[str, Sequence[Path]], fields: Mapping[str, Any], deadline: Deadline
    ) -> None:
        self._files = files
        self._fields = {
            name: content if isinstance(content, str) else json.dumps(content)
            for name, content in fields.items()
        }
        self._deadline = deadline
        self._uploads: list[tuple[str, Upload]] = []

    @contextmanager
    def opened(self) -> Iterator[Mapping[str, Any]]:
        with ExitStack() as stack:
            self._uploads = [
                (name, stack.enter_context(Upload(path, self._deadline)))
                for name, paths in self._files.items()
                for path in paths
            ]
            parts = [(name, (file.path.name, file, BINARY)) for name, file in self._uploads]
            yield {"data": self._fields, "files": parts}

    def hashes(self) -> set[str]:
        """Return the sha256 of each file as it was sent last."""
        return {upload.digest.hexdigest() for _, upload in self._uploads}


class Upload(io.FileIO):
    """A file that is read once, from its beginning, and hashed on the way."""

    def __init__(self, path: Path, deadline: Deadline) -> None:
        super().__init__(path)
        self.path = path
        self.digest = hashlib.sha256()
        self._deadline = deadline

    def read(self, size: int | None = -1) -> bytes:
        self._deadline.check()
        chunk = super().read(size) or b""
        self.digest.update(chunk)
        return chunk

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Restart; httpx does so before it reads."""
        self.digest = hashlib.sha256()
        return super().seek(offset, whence)


def require_arrived(form: Form, job: GenericJob) -> None:
    """Raise unless the server has stored what was sent."""
    stored = {file.sha256 for file in job.files if file.kind == "input"}
    if not form.hashes() <= stored:
        raise Corrupted("A file was damaged on its way. Delete the job and try it again.")
