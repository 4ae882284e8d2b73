import asyncio
import subprocess
import time
from types import SimpleNamespace

import pytest

from devtools.chaos import blows
from devtools.chaos.blows import DOING, Blows, stand_still
from devtools.chaos.fault import Fault, Kind
from devtools.chaos.witness import Witness


@pytest.fixture
def sleeper():
    """A process in a group of its own that does nothing."""
    process = subprocess.Popen(["sleep", "60"], start_new_session=True)
    with process:
        yield process
        process.kill()


@pytest.fixture
def witness(tmp_path):
    return Witness(tmp_path / "log")


@pytest.fixture
def striking(sleeper, witness):
    """Return a function that strikes a worker, which is the sleeper, and returns the blow."""
    stage = SimpleNamespace(
        group=lambda name: sleeper.pid,
        worker_groups=frozenset({sleeper.pid}),
    )

    def strike(kind, target="worker-1", seconds=0.0):
        fault = Fault(at=0.0, kind=kind, target=target, seconds=seconds)
        return asyncio.run(Blows(stage, witness).strike(fault))

    return strike


def work(sleeper, tmp_path, ago=10.0):
    """Write that the sleeper has begun to work."""
    with (tmp_path / "log").open("a") as log:
        log.write(f"{time.time() - ago} a 1 a1 {sleeper.pid} began\n")


def test_there_is_a_way_to_do_every_kind():
    assert set(DOING) == set(Kind)


def test_a_blow_remembers_who_was_at_work(striking, sleeper, tmp_path):
    work(sleeper, tmp_path)
    blow = striking(Kind.FREEZE_WORKER)
    assert blow.hit == ["a1"]
    assert blow.at <= blow.over_at


def test_a_child_that_is_killed_is_one_that_has_worked_for_a_while(striking, sleeper, tmp_path):
    work(sleeper, tmp_path)
    assert striking(Kind.KILL_CHILD, target="children").hit == ["a1"]
    assert sleeper.wait() == -9


def test_a_child_that_has_just_begun_is_left_alone(striking, sleeper, tmp_path, monkeypatch):
    monkeypatch.setattr(blows, "PATIENCE_SECONDS", 0.1)
    work(sleeper, tmp_path, ago=0.0)
    assert striking(Kind.KILL_CHILD, target="children").hit == []
    assert sleeper.poll() is None


def test_what_is_frozen_is_thawed():
    sent = []
    asyncio.run(stand_still(sent.append, 0.0))
    assert [number.name for number in sent] == ["SIGSTOP", "SIGCONT"]


def test_who_is_gone_cannot_be_frozen():
    def send(_):
        raise ProcessLookupError

    asyncio.run(stand_still(send, 0.0))
