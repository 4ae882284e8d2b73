"""A job's progress on standard error: a bar on a terminal, else a line at each change."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from ..models import GenericJob
from .output import state_of

Follower: TypeAlias = Callable[[GenericJob], None]


@contextmanager
def follower(*, silent: bool) -> Iterator[Follower]:
    """Give what is to be called at each change."""
    if silent:
        yield lambda job: None
    elif sys.stderr.isatty():
        with bar() as follow:
            yield follow
    else:
        yield Lines()


class Lines:
    """Says each state once."""

    def __init__(self) -> None:
        self._said = ""

    def __call__(self, job: GenericJob) -> None:
        line = state_of(job)
        if line != self._said:
            print(f"{line}", file=sys.stderr, flush=True)
        self._said = line


@contextmanager
def bar() -> Iterator[Follower]:
    """Draw a bar that moves back and forth while the total is unknown."""
    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[phase]}  {task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", phase="", total=None)

        def follow(job: GenericJob) -> None:
            known = job.progress.percent is not None
            progress.update(
                task,
                total=100 if known else None,
                completed=job.progress.percent or 0,
                description=job.progress.message,
                phase=job.phase,
            )

        yield follow
