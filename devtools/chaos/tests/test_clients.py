import asyncio
from dataclasses import replace
from types import SimpleNamespace

import pytest

from devtools.chaos import clients
from devtools.chaos.clients import Clients, Life
from devtools.chaos.stories import Watching
from devtools.chaos.tests.support import story
from devtools.chaos.times import SHORT, Times
from longhaul_client import ConnectionLost, JobFailed, UnexpectedAnswer
from longhaul_client.errors import not_found

TIMES = Times.of(SHORT)


def job(status):
    return SimpleNamespace(id="a", status=status, error=None)


class Server:
    """A client whose jobs go through a script of statuses; it remembers what was asked."""

    def __init__(self, *statuses):
        self.statuses = list(statuses)
        self.asked = []

    async def create(self, feature, *, options, key):
        self.asked.append(("create", key))
        return job("pending")

    async def status(self, _):
        return job(self.statuses.pop(0))

    async def cancel(self, _):
        self.asked.append("cancel")
        return job("cancelled")

    async def retry(self, _):
        self.asked.append("retry")
        return job("pending")

    async def delete(self, _):
        self.asked.append("delete")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(clients, "POLL_SECONDS", 0)


def lived(server, **of):
    """Return the account of a life with this server."""
    accounts = []
    life = Life(server, replace(story(), **of), TIMES, accounts)
    asyncio.run(life.live())
    (account,) = accounts
    return account


def statuses(account):
    return [seen.status for seen in account.seen]


def test_who_polls_sees_every_status_up_to_the_end():
    account = lived(Server("processing", "completed"))
    assert statuses(account) == ["pending", "processing", "completed"]


def test_who_never_watches_sees_nothing_more():
    assert statuses(lived(Server(), watching=Watching.NEVER)) == ["pending"]


def test_who_creates_twice_does_so_with_one_key():
    server = Server("completed")
    account = lived(server, twice=True)
    assert server.asked == [("create", "story 1")] * 2
    assert account.again == ["a"]


def test_a_cancellation_is_accounted_for_with_its_answer():
    account = lived(Server(), cancel_after=0.0)
    assert account.was_answered("cancel")
    assert statuses(account) == ["pending", "cancelled"]


def test_of_a_deleted_job_nothing_more_is_asked():
    server = Server()
    account = lived(server, delete_after=0.0, cancel_after=0.01, retry=True)
    assert server.asked[1:] == ["delete"]
    assert account.was_answered("delete")


def test_a_job_that_is_gone_already_counts_as_deleted():
    server = Server()

    async def delete(_):
        raise not_found("gone")

    server.delete = delete
    assert lived(server, delete_after=0.0).was_answered("delete")


def test_a_failed_job_is_retried_and_watched_anew():
    server = Server("failed", "completed")
    account = lived(server, retry=True)
    assert server.asked[1:] == ["retry"]
    assert statuses(account) == ["pending", "failed", "pending", "completed"]


def test_a_completed_job_is_not_retried():
    server = Server("completed")
    lived(server, retry=True)
    assert server.asked[1:] == []


def test_who_follows_reads_the_result():
    server = Server()

    async def wait(job_, *, on_progress, **_):
        on_progress(job("processing"))
        return SimpleNamespace(job=job("completed"), result={"execution": "a1"})

    server.wait = wait
    account = lived(server, watching=Watching.FOLLOW)
    assert statuses(account) == ["pending", "processing", "completed"]
    assert account.seen[-1].result == "a1"


def test_who_follows_a_failure_sees_it():
    server = Server()

    async def wait(_, *, on_progress, **__):
        on_progress(job("failed"))
        raise JobFailed(job("failed"))

    server.wait = wait
    assert statuses(lived(server, watching=Watching.FOLLOW)) == ["pending", "failed"]


def test_waiting_ends_when_a_job_is_accepted_although_its_story_goes_on():
    asked, answer = asyncio.Event(), asyncio.Event()
    server = Server()

    async def create(*_, **__):
        asked.set()
        await answer.wait()
        return job("pending")

    async def status(_):
        await asyncio.Event().wait()

    server.create, server.status = create, status

    async def main():
        all_of_them = Clients("http://nowhere", ["token"], TIMES)
        all_of_them._clients[0] = server
        life = asyncio.create_task(all_of_them.live(story()))
        await asked.wait()
        waiting = asyncio.create_task(all_of_them.all_accepted())
        await asyncio.sleep(0)
        assert not waiting.done()
        answer.set()
        await waiting
        assert not life.done()
        life.cancel()

    asyncio.run(main())


@pytest.mark.parametrize(
    ("error", "refusals"),
    [(ConnectionLost("no answer"), {}), (UnexpectedAnswer("odd"), {1: "odd"})],
)
def test_silence_ends_a_story_and_a_refusal_is_noted(error, refusals):
    server = Server()

    async def create(*_, **__):
        raise error

    server.create = create

    async def main():
        all_of_them = Clients("http://nowhere", ["token"], TIMES)
        all_of_them._clients[0] = server
        await all_of_them.live(story())
        assert all_of_them.refusals == refusals
        assert all_of_them.accounts == []

    asyncio.run(main())
