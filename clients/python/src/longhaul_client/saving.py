"""Downloads: begun under a passing name, taken up again where they broke off, and checked."""

import re
from pathlib import Path

from .deadline import Deadline
from .messages import Ask, Steps
from .partfile import PartFile, filename
from .sending import Trouble, send

# A strong ETag of ours is the file's hash.
SHA256 = re.compile(r'"([0-9a-f]{64})"')


class Attempts:
    """Makes each request for what is still missing."""

    def __init__(self, path: str, part: PartFile, trouble: Trouble, deadline: Deadline) -> None:
        self._path = path
        self._part = part
        self._trouble = trouble
        self._deadline = deadline
        self._had = 0

    def next(self) -> Ask:
        if self._part.size > self._had:
            self._trouble.forget()
        self._had = self._part.size
        return Ask(
            method="GET",
            path=self._path,
            headers={"Accept-Encoding": "identity", **self._range()},
            sink=self._part,
            silence=self._deadline.silence,
        )

    def _range(self) -> dict[str, str]:
        """Request the rest of the file, unless it has changed or that is unknown."""
        if not self._part.size or not self._part.etag:
            return {}
        return {"Range": f"bytes={self._part.size}-", "If-Range": self._part.etag}


def save(path: str, folder: Path, name: str, trouble: Trouble, deadline: Deadline) -> Steps[Path]:
    """Download a file into a folder, under the name that the server gives it, else `name`."""
    with PartFile(folder, deadline) as part:
        answer = yield from send(Attempts(path, part, trouble, deadline).next, trouble, deadline)
        if found := SHA256.fullmatch(part.etag):
            part.require(found[1])
        return part.keep(filename(answer, name))
