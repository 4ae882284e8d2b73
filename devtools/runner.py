"""The life of one service: started, restarted when it dies, stopped in its own time."""

import asyncio
import re
from asyncio.subprocess import DEVNULL, STDOUT, Process
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from typing import Protocol

from devtools.guard import Guard
from devtools.paths import shown
from devtools.running import kill_group
from devtools.service import Service
from devtools.state import State, write_private

POLL_SECONDS = 0.1
LONGEST_DELAY = 30.0
# Who lived this long is healthy; its next death is a first one again.
HEALTHY_SECONDS = 60.0


class Phase(StrEnum):
    STARTING = "starting"
    READY = "ready"
    WAITING = "waiting"
    STOPPED = "stopped"


class Observer(Protocol):
    """Who wants to know what services write, what befalls them and how they are."""

    def heard(self, service: Service, line: str) -> None: ...
    def reported(self, service: Service, event: str) -> None: ...
    def changed(self, service: Service, phase: Phase) -> None: ...


def back_off() -> Iterator[float]:
    """Yield the seconds to wait before each restart."""
    delay = 1.0
    while True:
        yield delay
        delay = min(2 * delay, LONGEST_DELAY)


class Runner:
    """Keeps one service alive until it is cancelled."""

    def __init__(self, service: Service, state: State, guard: Guard, observer: Observer) -> None:
        self.service = service
        self.phase = Phase.STARTING
        self.deaths = 0
        self.pid = 0
        self._log = state.log(service.name)
        self._pid_file = state.pid(service.name)
        self._guard = guard
        self._observer = observer
        self._changed = asyncio.Event()

    async def keep_alive(self) -> None:
        clock = asyncio.get_running_loop()
        delays = back_off()
        while True:
            started = clock.time()
            status = await self._live_once()
            self.deaths += 1
            if clock.time() - started > HEALTHY_SECONDS:
                delays = back_off()
            delay = next(delays)
            self._enter(Phase.WAITING)
            self._observer.reported(
                self.service, f"{describe(status)}; again in {delay:.0f} s ({shown(self._log)})"
            )
            await asyncio.sleep(delay)

    async def first_ready(self) -> bool:
        """Wait until it is ready, or has died on the way."""
        while self.phase is Phase.STARTING and not self.deaths:
            await self._changed.wait()
        return self.phase is Phase.READY

    def saw(self, line: str) -> None:
        """Look for the sign of readiness in a line of its log."""
        sign = self.service.ready
        if isinstance(sign, re.Pattern) and sign.search(line) and self.phase is Phase.STARTING:
            self._enter(Phase.READY)

    async def _live_once(self) -> int:
        process = await self._start()
        asking = asyncio.create_task(self._ask())
        try:
            return await process.wait()
        finally:
            asking.cancel()
            await self._end(process)

    async def _start(self) -> Process:
        self._enter(Phase.STARTING)
        with self._log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *self.service.command, stdin=DEVNULL, stdout=log, stderr=STDOUT,
                cwd=self.service.cwd, env=self.service.env, start_new_session=True,
                **self.service.options,
            )  # fmt: skip
        self.pid = process.pid
        self._guard.watch(process.pid, self.service.stop_signal)
        # The number is for people: a full disk must not end the service.
        with suppress(OSError):
            write_private(self._pid_file, f"{process.pid}\n")
        return process

    async def _ask(self) -> None:
        question = self.service.ready
        if isinstance(question, re.Pattern):
            return
        while not await asyncio.to_thread(question):
            await asyncio.sleep(POLL_SECONDS)
        self._enter(Phase.READY)

    async def _end(self, process: Process) -> None:
        """Stop it if it runs; whatever its group still holds goes too."""
        try:
            if process.returncode is None:
                process.send_signal(self.service.stop_signal)
                async with asyncio.timeout(self.service.grace):
                    await process.wait()
        except TimeoutError:
            self._observer.reported(
                self.service, f"did not stop within {self.service.grace:.0f} s, and was killed"
            )
        finally:
            kill_group(process.pid)
            await process.wait()
            self._guard.forget(process.pid)
            self._pid_file.unlink(missing_ok=True)
            self._enter(Phase.STOPPED)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self._observer.changed(self.service, phase)
        self._changed.set()
        self._changed = asyncio.Event()


def describe(status: int) -> str:
    return f"killed by signal {-status}" if status < 0 else f"exited with status {status}"
