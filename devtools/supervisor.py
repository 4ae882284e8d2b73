"""Runs services together: in order, each kept alive, all stopped at the end."""

import asyncio

from devtools.errors import DevError
from devtools.guard import Guard
from devtools.logs import follow, last_lines, set_aside
from devtools.paths import shown
from devtools.runner import Observer, Runner
from devtools.service import Service
from devtools.state import State

START_SECONDS = 60.0


class Supervisor:
    """Stops everything when its block ends; being cancelled meanwhile, it kills what still runs."""

    def __init__(self, state: State, observer: Observer) -> None:
        self.runners: dict[str, Runner] = {}
        self._state = state
        self._observer = observer
        self._guard = Guard(state)
        self._lives: dict[str, asyncio.Task[None]] = {}
        self._followers: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "Supervisor":
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            await self._stop_all(foundations=False)
        finally:
            await self._stop_all(foundations=True)
            await _end(*self._followers)
            self._guard.close()

    async def start(self, *services: Service) -> None:
        """Start these together and wait until each is ready."""
        await asyncio.gather(*map(self._start, services))

    async def stop(self, name: str) -> None:
        """Stop a service until it is restarted."""
        await _end(self._lives[name])

    async def restart(self, name: str) -> None:
        """Stop a service and start it again, without waiting until it is ready."""
        await self.stop(name)
        self._live(self.runners[name])

    async def _start(self, service: Service) -> None:
        log = self._state.log(service.name)
        set_aside(log)
        runner = Runner(service, self._state, self._guard, self._observer)
        self.runners[service.name] = runner
        self._followers.append(asyncio.create_task(self._follow(runner)))
        self._live(runner)
        if not await self._becomes_ready(runner):
            raise DevError(
                f"{service.name} did not start; all of it is in {shown(log)}:\n{last_lines(log)}"
            )

    def _live(self, runner: Runner) -> None:
        self._lives[runner.service.name] = asyncio.create_task(runner.keep_alive())

    async def _becomes_ready(self, runner: Runner) -> bool:
        life = self._lives[runner.service.name]
        ready = asyncio.create_task(runner.first_ready())
        await asyncio.wait(
            (life, ready), timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        if life.done() and (error := life.exception()):
            raise DevError(f"{runner.service.name} cannot be run: {error}")
        await _end(*() if ready.done() else (ready,))
        return not ready.cancelled() and ready.result()

    async def _follow(self, runner: Runner) -> None:
        async for line in follow(self._state.log(runner.service.name)):
            runner.saw(line)
            self._observer.heard(runner.service, line)

    async def _stop_all(self, *, foundations: bool) -> None:
        runners = self.runners.values()
        names = [r.service.name for r in runners if r.service.is_foundation is foundations]
        await _end(*(self._lives[name] for name in names if name in self._lives))


async def _end(*tasks: asyncio.Task[None]) -> None:
    """Cancel tasks and wait until they have cleaned up."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
