import asyncio
import os
import signal

import pytest

from devtools.errors import DevError
from devtools.runner import Phase, back_off
from devtools.tests.support import HAS_CHILD, IGNORES_STOP, at_end, is_alive, service


def test_a_started_service_is_ready_and_its_number_noted(supervised, state):
    async def scenario(supervisor):
        await supervisor.start(service())
        runner = supervisor.runners["one"]
        assert runner.phase is Phase.READY
        assert int(state.pid("one").read_text()) == runner.pid

    supervised(scenario)


def test_nothing_is_left_after_the_block(supervised, state):
    pids: list[int] = []

    async def scenario(supervisor):
        await supervisor.start(service("one"), service("two"))
        pids.extend(runner.pid for runner in supervisor.runners.values())

    supervised(scenario)
    assert not any(map(is_alive, pids))
    assert not list(state.folder("run").glob("*.pid"))


def test_a_killed_service_comes_back_as_another_process(supervised, witness):
    async def scenario(supervisor):
        await supervisor.start(service())
        first = supervisor.runners["one"].pid
        os.kill(first, signal.SIGKILL)
        await witness.until(lambda: witness.times_ready() == 2)
        assert supervisor.runners["one"].pid != first

    supervised(scenario)
    assert witness.events[0].startswith("killed by signal 9; again in 1 s")


def test_a_killed_leader_leaves_no_child(supervised, witness):
    reading, writing = os.pipe()

    async def scenario(supervisor):
        await supervisor.start(service(code=HAS_CHILD, options={"pass_fds": [writing]}))
        os.close(writing)
        await witness.until(lambda: witness.lines.count("ready") == 2)
        os.kill(supervisor.runners["one"].pid, signal.SIGKILL)
        assert await asyncio.to_thread(at_end, reading)

    supervised(scenario)


def test_foundations_stop_last(supervised, witness):
    order: list[str] = []

    async def scenario(supervisor):
        await supervisor.start(service("broker", is_foundation=True))
        await supervisor.start(service("web"), service("worker"))
        witness.changed = lambda service, _: order.append(service.name)

    supervised(scenario)
    assert order[-1] == "broker"


def test_who_does_not_stop_in_time_is_killed(supervised, witness):
    pids: list[int] = []

    async def scenario(supervisor):
        await supervisor.start(service(code=IGNORES_STOP, grace=0.1))
        pids.append(supervisor.runners["one"].pid)

    supervised(scenario)
    assert not is_alive(pids[0])
    assert witness.events == ["did not stop within 0 s, and was killed"]


def test_a_service_that_dies_at_once_fails_the_start_with_its_last_lines(supervised):
    async def scenario(supervisor):
        await supervisor.start(service(code="raise SystemExit('no database here')"))

    with pytest.raises(DevError, match=r"one did not start.*\n  no database here"):
        supervised(scenario)


def test_a_missing_program_fails_the_start(supervised):
    async def scenario(supervisor):
        await supervisor.start(service(command=["/nowhere/at/all"]))

    with pytest.raises(DevError, match="one cannot be run"):
        supervised(scenario)


def test_a_restart_is_no_death(supervised, witness):
    async def scenario(supervisor):
        await supervisor.start(service())
        await supervisor.restart("one")
        await witness.until(lambda: witness.times_ready() == 2)

    supervised(scenario)
    assert witness.events == []


def test_restarts_wait_longer_each_time_up_to_half_a_minute():
    delays = back_off()
    assert [next(delays) for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
