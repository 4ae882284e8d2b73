import asyncio
from types import SimpleNamespace

import pytest

from devtools.chaos.database import AWAY, Database
from devtools.chaos.plan import Plan
from devtools.chaos.soak import Soak, end
from devtools.chaos.tests.support import story
from devtools.chaos.times import SHORT, Times
from devtools.chaos.witness import Witness


class Answers(Database):
    """A database that answers from a script; an exception in it is raised."""

    def __init__(self, *answers):
        super().__init__(cluster=None)
        self.__dict__["script"] = list(answers)

    async def unfinished(self):
        answer = self.script.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.fixture
def soaking(tmp_path, monkeypatch):
    """Return a function that prepares a soak on a database that answers so."""

    monkeypatch.setattr("devtools.chaos.soak.CALM_SECONDS", 0)

    def prepare(*answers, stories=()):
        times = Times.of(SHORT)
        plan = Plan(seed=1, seconds=0.1, times=times, stories=list(stories), faults=[])
        stage = SimpleNamespace(
            address="http://nowhere", tokens=["token"], database=Answers(*answers)
        )
        soak = Soak(stage, plan, Witness(tmp_path / "log"))
        soak.clients.answered = lambda: asyncio.sleep(0)
        return soak

    return prepare


def test_draining_lasts_until_no_job_is_unfinished(soaking, monkeypatch):
    monkeypatch.setattr("devtools.chaos.soak.LOOK_SECONDS", 0)
    soak = soaking(2, AWAY("restarting"), 1, 0, 99)
    asyncio.run(soak._drain())
    assert soak._database.script == [99]


def test_draining_ends_although_a_job_does_not(soaking, monkeypatch):
    monkeypatch.setattr(Times, "drain_limit", 0.01)
    soak = soaking(*[1] * 10)
    asyncio.run(soak._drain())
    assert soak._database.script


def test_stories_begin_at_their_time_and_in_their_order(soaking):
    first, second = story(number=1), story(number=2)
    soak = soaking(stories=[first, second])
    told = []

    async def live(each):
        told.append(each.number)

    soak.clients.live = live
    asyncio.run(soak._disturb())
    assert told == [1, 2]
    assert soak.seconds >= soak.plan.seconds


def test_clients_are_interrupted_when_the_time_is_over(soaking):
    soak = soaking(stories=[story()])
    interrupted = []

    async def live(_):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            interrupted.append(True)
            raise

    soak.clients.live = live
    asyncio.run(soak._disturb())
    assert interrupted


def test_what_a_task_has_raised_is_raised_at_its_end():
    async def stumble():
        raise ValueError("a mistake of the soak's own")

    async def main():
        task = asyncio.create_task(stumble())
        await asyncio.sleep(0)
        await end([task])

    with pytest.raises(ValueError, match="a mistake"):
        asyncio.run(main())
