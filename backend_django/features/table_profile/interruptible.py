"""Wait for a long call of a native library without becoming deaf."""

from collections.abc import Callable
from queue import Empty, Queue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

PAUSE = 0.2  # seconds


def interruptible(work: Callable[[], T], checkpoint: Callable[[], None]) -> T:
    """Return what `work` returns or raises; a checkpoint that raises does not wait for its end.

    The work that has begun then runs to its end, and its result is ignored.
    """
    answers: Queue[tuple[T | None, BaseException | None]] = Queue(1)

    def answer() -> None:
        try:
            answers.put((work(), None))
        except BaseException as error:  # noqa: BLE001  (raised where it is waited for)
            answers.put((None, error))

    Thread(target=answer, daemon=True).start()
    while True:
        checkpoint()
        try:
            found, error = answers.get(timeout=PAUSE)
        except Empty:
            continue
        if error is not None:
            raise error
        return found  # type: ignore[return-value]  # without an error there is an answer
