"""What a feature works with: one attempt at one job."""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel

from longhaul.values import clean_text, shorten_name

OptionsT = TypeVar("OptionsT", bound=BaseModel)
T = TypeVar("T")

LARGEST = 2**63 - 1  # of the columns for progress


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a run is; `total` is None while it is unknown."""

    current: int = 0
    total: int | None = None
    message: str = ""

    @classmethod
    def bounded(cls, current: float, total: float | None, message: object) -> "Progress":
        """Convert what a feature counts with to what the columns hold.

        Raises:
            ValueError, OverflowError: a number is not one, or is infinite.
        """
        return cls(
            current=_bounded(current),
            total=None if total is None else _bounded(total),
            message=clean_text(str(message), 200),
        )

    def as_columns(self) -> dict[str, Any]:
        """Return the values of the job's columns."""
        return {
            "progress_current": self.current,
            "progress_total": self.total,
            "progress_message": self.message,
        }


def _bounded(number: float) -> int:
    return min(max(0, int(number)), LARGEST)


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file of the attempt's directory that becomes a download when the job completes."""

    name: str
    path: Path


@dataclass(kw_only=True)
class Run(Generic[OptionsT]):
    """One attempt at one job.

    `job_id` is the same for all attempts: use it as the idempotency key of external side effects.
    `directory` belongs to this attempt alone and is removed when it ends.
    """

    job_id: UUID
    attempt: int
    options: OptionsT
    directory: Path
    inputs: dict[str, list[Path]] = field(default_factory=dict)
    attached: dict[str, Attached] = field(default_factory=dict)
    current_progress: Progress = field(default_factory=Progress)
    on_checkpoint: Callable[[], None] = lambda: None

    def upload(self, name: str) -> Path:
        """Return the path of the one file uploaded as `name`; it keeps the user's file name.

        Raises:
            KeyError: no such file was uploaded.
        """
        return self.inputs[name][0]

    def uploads(self, name: str) -> list[Path]:
        """Return the paths of all files uploaded as `name`, in the order of the request."""
        return self.inputs.get(name, [])

    def checkpoint(self) -> None:
        """Stop here if the job was cancelled or its lease is lost. Call it between long steps.

        Raises:
            Cancelled: the owner requested it.
            LeaseLost: another worker has the job, or it was deleted.
        """
        self.on_checkpoint()

    def progress(self, current: int, total: int | None = None, message: str = "") -> None:
        """Report how far the work is. Costs no query: the heartbeat writes the latest value.

        Raises:
            Cancelled, LeaseLost: as `checkpoint` does.
        """
        self.current_progress = Progress.bounded(current, total, message)
        self.checkpoint()

    def track(
        self,
        items: Iterable[T],
        *,
        total: int | None = None,
        message: str | Callable[[T], str] = "",
    ) -> Iterator[T]:
        """Yield the items, and report before each how many are done.

        `total` is taken from the collection's length if it has one.
        """
        if total is None and isinstance(items, Collection):
            total = len(items)
        done = 0
        for item in items:
            self.progress(done, total, message(item) if callable(message) else message)
            yield item
            done += 1
        self.progress(done, total, self.current_progress.message)

    def attach(self, name: str, content: str | bytes | Path, *, filename: str = "") -> None:
        """Keep a file as the download `name`, under `filename` (its own name, else `name`).

        Text is written as UTF-8. A path is moved if it is in `directory`, else copied. A name that
        is too long is cut at the beginning.
        """
        own = content.name if isinstance(content, Path) else name
        target = self.directory / "output" / name / shorten_name(Path(filename or own).name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            # An upload is a link here: it stays, and its content is copied.
            move = content.is_relative_to(self.directory) and not content.is_symlink()
            (shutil.move if move else shutil.copyfile)(content, target)
        else:
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        self.attached[name] = Attached(name=name, path=target)
