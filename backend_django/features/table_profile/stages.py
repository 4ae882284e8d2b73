"""Tell how far a profile is: one scale over all of its stages."""

from collections.abc import Callable
from typing import TypeVar

from longhaul import Run

from .interruptible import interruptible
from .options import ProfileOptions

T = TypeVar("T")

# Where each stage begins on the scale, by how long they take of a table of many rows.
STAGES = {"reading": 0, "columns": 40, "table": 85, "writing": 97, "end": 100}
ENDS = dict(zip(STAGES, list(STAGES.values())[1:], strict=False))


class Stages:
    """The stages of one run; each call is a checkpoint."""

    def __init__(self, run: Run[ProfileOptions]) -> None:
        self._run = run

    def tell(self, stage: str, done: int, total: int, message: str) -> None:
        """Say what is being done, and what part of the stage is.

        Raises:
            Cancelled, LeaseLost: as `run.checkpoint` does.
        """
        start, end = STAGES[stage], ENDS[stage]
        share = min(done / total, 1) if total else 0
        self._run.progress(start + int((end - start) * share), STAGES["end"], message)

    def wait_for(self, work: Callable[[], T]) -> T:
        """Do what may take long; a cancel does not wait for its end."""
        return interruptible(work, self.checkpoint)

    def checkpoint(self) -> None:
        """Stop here if the job was cancelled or taken away."""
        self._run.checkpoint()
