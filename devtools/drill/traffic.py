"""Visitors who go on asking, whatever is done to the servers meanwhile."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import httpx

from devtools.drill.visitor import FEATURE, Visitor

POLLERS = 4
PAUSE = 0.2
ERROR = 400


@dataclass
class Traffic:
    """Pollers of some jobs, of the lists and of the page, each in a thread."""

    visitor: Visitor
    jobs: Sequence[str]
    answers: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def __enter__(self) -> "Traffic":
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._poll, args=(number,)) for number in range(POLLERS)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    @property
    def count(self) -> int:
        return self.answers.total()

    def _poll(self, number: int) -> None:
        turn = number
        while not self._over.wait(PAUSE):
            self._ask(self._path(turn))
            turn += POLLERS

    def _path(self, turn: int) -> str:
        job = self.jobs[turn % len(self.jobs)]
        return (f"{FEATURE}/status/{job}/", "/api/v1/jobs/", "/", "/readyz")[turn % 4]

    def _ask(self, path: str) -> None:
        try:
            answer = self.visitor.get(path)
        except httpx.HTTPError as error:
            self.failures.append(f"{path}: {error!r}")
            return
        self.answers[str(answer.status_code)] += 1
        if answer.status_code >= ERROR:
            self.failures.append(f"{path}: {answer.status_code}")


def at_once(act: Callable[[], str], times: int) -> list[str]:
    """Do something many times side by side, and return all results."""
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(act())) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
