"""One run: load and faults side by side, then quiet, then what there is to be judged."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import TypeVar

from devtools.chaos.blows import Blows
from devtools.chaos.clients import Clients
from devtools.chaos.database import AWAY
from devtools.chaos.evidence import Evidence
from devtools.chaos.fault import Fault
from devtools.chaos.leases import LeaseBook
from devtools.chaos.plan import Plan
from devtools.chaos.rescues import Rescue, rescues
from devtools.chaos.stage import Stage
from devtools.chaos.stories import Story
from devtools.chaos.witness import Witness

LOOK_SECONDS = 0.5
# For what clients still ask when the faults are over: a web server may have to start for it.
LAST_SECONDS = 60.0
# What the clients had under way at the end is done by then.
CALM_SECONDS = 2.0
Planned = TypeVar("Planned", Fault, Story)


class Soak:
    """A plan, and how far it is."""

    def __init__(self, stage: Stage, plan: Plan, witness: Witness) -> None:
        self.plan = plan
        self.clients = Clients(stage.address, stage.tokens, plan.times)
        self.blows = Blows(stage, witness)
        self.book = LeaseBook(stage.database)
        self.counts: dict[str, int] = {}
        self.is_draining = False
        self._database = stage.database
        self._witness = witness
        self._began = monotonic()

    @property
    def seconds(self) -> float:
        return monotonic() - self._began

    def rescues(self, now: float) -> list[Rescue]:
        """Return the rescues so far."""
        leases = list(self.book.leases.values())
        return rescues(self._witness.lines, leases, self.blows.done, now)

    async def run(self) -> Evidence:
        """Let everything happen that is planned."""
        self._began = monotonic()
        async with self._watched():
            await self._disturb()
            self.is_draining = True
            await self._drain()
            return await self._evidence()

    async def _disturb(self) -> None:
        """Let clients live and faults happen; in the end all of both is over."""
        lives: list[asyncio.Task[None]] = []

        async def begin(story: Story) -> None:
            lives.append(asyncio.create_task(self.clients.live(story)))

        async with asyncio.TaskGroup() as group:
            group.create_task(self._in_time(self.plan.stories, begin))
            group.create_task(self._in_time(self.plan.faults, self._strike_in(group)))
            group.create_task(asyncio.sleep(self.plan.seconds))
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_SECONDS):
                await self.clients.all_accepted()
        await end(lives)
        await self.clients.answered()
        await asyncio.sleep(CALM_SECONDS)

    def _strike_in(self, group: asyncio.TaskGroup) -> Callable[[Fault], Awaitable[None]]:
        async def strike(fault: Fault) -> None:
            group.create_task(self.blows.strike(fault))

        return strike

    async def _in_time(
        self, planned: Sequence[Planned], begin: Callable[[Planned], Awaitable[None]]
    ) -> None:
        for each in planned:
            await asyncio.sleep(each.at - self.seconds)
            await begin(each)

    async def _drain(self) -> None:
        """Wait until every job has ended, without asking the API, which would heal them."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.plan.times.drain_limit):
                while not await self._is_drained():
                    await asyncio.sleep(LOOK_SECONDS)

    async def _is_drained(self) -> bool:
        with suppress(AWAY):
            return not await self._database.unfinished()
        return False

    async def _evidence(self) -> Evidence:
        self._witness.read()
        return Evidence(
            accounts=self.clients.accounts,
            rows=await self._database.rows(),
            told=await self.clients.told(),
            lines=self._witness.lines,
            leases=list(self.book.leases.values()),
            blows=self.blows.done,
            answers=self.clients.answers,
            refusals=self.clients.refusals,
        )

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        """Look on from outside meanwhile."""
        watches = [asyncio.create_task(watch) for watch in (self.book.keep(), self._count())]
        try:
            yield
        finally:
            await end(watches)
            await self.clients.close()

    async def _count(self) -> None:
        while True:
            with suppress(AWAY):
                self.counts = await self._database.counts()
            await asyncio.sleep(LOOK_SECONDS)


async def end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel tasks; raise what one of them has raised by itself."""
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome
