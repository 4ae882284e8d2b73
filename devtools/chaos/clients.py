"""The clients of the soak: each lives through its story, whatever happens to the server."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from time import time

import httpx

from devtools.chaos.evidence import TERMINAL, Account, Asked, Seen
from devtools.chaos.stories import Story, Watching
from devtools.chaos.times import Times
from longhaul_client import (
    AsyncClient,
    Conflict,
    ConnectionLost,
    Job,
    JobCancelled,
    JobFailed,
    LimitExceeded,
    LonghaulError,
    NotFound,
    TimedOut,
)

POLL_SECONDS = 1.0
LOOK_SECONDS = 0.1
ENDS = (JobFailed, JobCancelled)


class Tally(httpx.AsyncHTTPTransport):
    """Counts how the server answers; the client itself repeats what fails for now."""

    def __init__(self, answers: Counter[int]) -> None:
        super().__init__()
        self._answers = answers

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        self._answers[response.status_code] += 1
        return response


class Clients:
    """One client an owner, and everything that they were told."""

    def __init__(self, address: str, tokens: Sequence[str], times: Times) -> None:
        self.accounts: list[Account] = []
        self.answers: Counter[int] = Counter()
        self.refusals: dict[int, str] = {}
        self._alive: set[int] = set()
        self._times = times
        self._clients = [
            AsyncClient(address, token, transport=Tally(self.answers)) for token in tokens
        ]

    async def live(self, story: Story) -> None:
        """Run a story; it ends early if the server no longer answers."""
        self._alive.add(story.number)
        try:
            await Life(self._clients[story.owner], story, self._times, self.accounts).live()
        except (ConnectionLost, LimitExceeded):
            pass
        except LonghaulError as error:
            self.refusals[story.number] = str(error)
        finally:
            self._alive.remove(story.number)

    async def all_accepted(self) -> None:
        """Wait until no client is waiting for a job to be accepted."""
        while self._alive - {account.story.number for account in self.accounts}:
            await asyncio.sleep(LOOK_SECONDS)

    async def answered(self) -> None:
        """Wait until the server answers: what was sent to it before has reached it."""
        await self._clients[0].features()

    async def told(self) -> dict[str, str]:
        """Ask for the status of every job."""
        return {
            str(job.id): job.status
            for client in self._clients
            async for job in client.jobs(page_size=100)
        }

    async def close(self) -> None:
        for client in self._clients:
            await client.close()


class Life:
    """One story while it is lived. A client does one thing after the other."""

    def __init__(
        self, client: AsyncClient, story: Story, times: Times, accounts: list[Account]
    ) -> None:
        self._client = client
        self._story = story
        self._times = times
        self._accounts = accounts

    async def live(self) -> None:
        self._job = await self._create()
        self._created_at = time()
        self._account = Account(story=self._story, job=str(self._job.id))
        self._accounts.append(self._account)
        self._note(self._job)
        if self._story.twice:
            self._account.again.append(str((await self._create()).id))
        for seconds, act in self._acts():
            await self._watch(self._created_at + seconds)
            await act()
            if self._account.has_asked("delete"):
                return
        await self._watch()
        if self._story.retry and self._job.status in ("failed", "cancelled"):
            await self._ask("retry", self._client.retry)
            await self._watch()

    def _acts(self) -> list[tuple[float, Callable[[], Awaitable[None]]]]:
        story = self._story
        acts = [
            (story.cancel_after, lambda: self._ask("cancel", self._client.cancel)),
            (story.delete_after, self._delete),
        ]
        return sorted(((after, act) for after, act in acts if after is not None), key=first)

    async def _create(self) -> Job:
        behaviour, number = self._story.behaviour, self._story.number
        options = {"story": number, **behaviour.options(self._times)}
        return await self._client.create(behaviour.feature, options=options, key=f"story {number}")

    async def _ask(self, verb: str, send: Callable[[Job], Awaitable[Job]]) -> None:
        asked = Asked(verb=verb, at=time())
        self._account.asked.append(asked)
        with suppress(Conflict):
            self._note(await send(self._job))
        asked.answered_at = time()

    async def _delete(self) -> None:
        asked = Asked(verb="delete", at=time())
        self._account.asked.append(asked)
        # A repeated request finds what the first one has done.
        with suppress(NotFound):
            await self._client.delete(self._job)
        asked.answered_at = time()

    # ── learning of the end ─────────────────────────────────────────────────────────────────────

    async def _watch(self, until: float | None = None) -> None:
        """Watch until the end or that moment, in the story's way."""
        if self._story.watching is Watching.FOLLOW:
            await self._follow(None if until is None else max(0.0, until - time()))
        elif self._story.watching is Watching.POLL:
            await self._poll(until)
        elif until is not None:
            await asyncio.sleep(until - time())

    async def _follow(self, seconds: float | None) -> None:
        with suppress(TimedOut, *ENDS):
            done = await self._client.wait(
                self._job, timeout=seconds, on_progress=self._note, cancel_when_interrupted=False
            )
            self._note(done.job, done.result["execution"])

    async def _poll(self, until: float | None) -> None:
        while self._job.status not in TERMINAL and (until is None or time() < until):
            await asyncio.sleep(POLL_SECONDS)
            self._note(await self._client.status(self._job))

    def _note(self, job: Job, result: str | None = None) -> None:
        self._job = job
        self._account.seen.append(Seen(at=time(), status=job.status, result=result))


def first(pair: tuple[float, object]) -> float:
    return pair[0]
