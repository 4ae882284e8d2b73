"""How each fault is done to the system."""

import asyncio
import os
import signal
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import time

from devtools.chaos.evidence import Blow, Line
from devtools.chaos.fault import WORKERS, Fault, Kind
from devtools.chaos.stage import Stage
from devtools.chaos.witness import Witness
from devtools.probes import ask_broker
from devtools.running import kill_group

# How long to wait for an execution that has been at work for so long.
PATIENCE_SECONDS = 5.0
LONG_SECONDS = 1.5
LOOK_SECONDS = 0.1


class Blows:
    """Strikes as the plan says, and remembers what was hit."""

    def __init__(self, stage: Stage, witness: Witness) -> None:
        self.done: list[Blow] = []
        self._stage = stage
        self._witness = witness
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def strike(self, fault: Fault) -> Blow:
        """Do it and what undoes it; return once it is over."""
        async with self._locks[fault.target]:
            hit = await self._in_reach(fault)
            at = time()
            if hit or fault.target != "children":
                await DOING[fault.kind](self._stage, fault, hit)
            blow = Blow(fault=fault, at=at, over_at=time(), hit=[line.execution for line in hit])
        self.done.append(blow)
        return blow

    async def _in_reach(self, fault: Fault) -> list[Line]:
        """Return the executions that it will hit."""
        if fault.target == "children":
            return await self._long_at_work()
        if fault.target in WORKERS:
            return self._witness.running_in(frozenset({self._stage.group(fault.target)}))
        return []

    async def _long_at_work(self) -> list[Line]:
        """Wait a little for an execution that is no quick one; nothing if there is none."""
        for _ in range(round(PATIENCE_SECONDS / LOOK_SECONDS)):
            running = self._witness.running_in(self._stage.worker_groups)
            if running and time() - running[0].at > LONG_SECONDS:
                return running[:1]
            await asyncio.sleep(LOOK_SECONDS)
        return []


async def kill(stage: Stage, fault: Fault, _: list[Line]) -> None:
    """Kill a service with all of its processes, and start it again after a while."""
    kill_group(stage.group(fault.target))
    await asyncio.sleep(LOOK_SECONDS)  # its supervisor has noticed by then
    await stop(stage, fault, [])


async def stop(stage: Stage, fault: Fault, _: list[Line]) -> None:
    """Stop a service as a deployment does, and start it again after a while."""
    await stage.supervisor.stop(fault.target)
    await asyncio.sleep(fault.seconds)
    await stage.supervisor.restart(fault.target)


async def crash_database(stage: Stage, fault: Fault, _: list[Line]) -> None:
    """Stop the database without letting it tidy up: it has to recover."""
    os.kill(stage.group(fault.target), signal.SIGQUIT)
    await stop(stage, fault, [])


async def freeze(stage: Stage, fault: Fault, _: list[Line]) -> None:
    """Let a whole service stand still for a while."""
    group = stage.group(fault.target)
    await stand_still(lambda number: os.killpg(group, number), fault.seconds)


async def freeze_child(_: Stage, fault: Fault, hit: list[Line]) -> None:
    """Let one child of a worker stand still for a while."""
    pid = hit[0].pid
    await stand_still(lambda number: os.kill(pid, number), fault.seconds)


async def kill_child(_: Stage, __: Fault, hit: list[Line]) -> None:
    with suppress(ProcessLookupError):
        os.kill(hit[0].pid, signal.SIGKILL)


async def empty_broker(stage: Stage, _: Fault, __: list[Line]) -> None:
    await asyncio.to_thread(ask_broker, stage.broker, "FLUSHALL")


async def stand_still(send: Callable[[int], None], seconds: float) -> None:
    """Freeze and thaw."""
    with suppress(ProcessLookupError):
        send(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            send(signal.SIGCONT)


DOING: dict[Kind, Callable[[Stage, Fault, list[Line]], Awaitable[None]]] = {
    Kind.KILL_CHILD: kill_child,
    Kind.FREEZE_CHILD: freeze_child,
    Kind.KILL_WORKER: kill,
    Kind.FREEZE_WORKER: freeze,
    Kind.STOP_WORKER: stop,
    Kind.KILL_BROKER: kill,
    Kind.EMPTY_BROKER: empty_broker,
    Kind.FREEZE_BROKER: freeze,
    Kind.STOP_DATABASE: stop,
    Kind.CRASH_DATABASE: crash_database,
    Kind.KILL_WEB: kill,
}
