"""Visitors who go on asking, whatever is done to the servers meanwhile."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx

from devtools.drill.visitor import ENDINGS, Visitor

POLLERS = 4
PAUSE = 0.2


@dataclass
class Traffic:
    """Pollers of jobs, of the list and of the page, each in a thread.

    For each job that has ended a new one is created, so that as many stay in flight.
    """

    visitor: Visitor
    in_flight: list[str]
    ended: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
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

    def _poll(self, number: int) -> None:
        """Ask in turn; each poller has jobs of its own."""
        turn = number
        while not self._over.wait(PAUSE):
            turn = (turn + POLLERS) % len(self.in_flight)
            self._follow(turn)
            for path in ("/api/v1/jobs/", "/", "/readyz"):
                self._ask(lambda path=path: self.visitor.get(path))  # type: ignore[misc]

    def _follow(self, turn: int) -> None:
        job = self.in_flight[turn]
        answer = self._ask(lambda: self.visitor.get(self.visitor.status_path(job)))
        if answer and answer.is_success and answer.json()["status"] in ENDINGS:
            created = self._ask(self.visitor.create)
            if created and created.is_success:
                self.ended.append(job)
                self.in_flight[turn] = created.json()["id"]

    def _ask(self, ask: Callable[[], httpx.Response]) -> httpx.Response | None:
        try:
            answer = ask()
        except httpx.HTTPError as error:
            self.failures.append(repr(error))
            return None
        self.answers[answer.status_code] += 1
        if answer.is_error:
            self.failures.append(f"{answer.request.method} {answer.url.path}: {answer.status_code}")
        return answer


def at_once(act: Callable[[], str], times: int) -> list[str]:
    """Do something many times side by side, and return all results."""
    with ThreadPoolExecutor(max_workers=10) as pool:
        return list(pool.map(lambda _: act(), range(times)))
