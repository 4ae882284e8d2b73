import asyncio
import io
import os

import pytest

from devtools.console import Console
from devtools.guard import Guard, is_guarded
from devtools.instance import leftovers_end, only_one, running_address
from devtools.tests.support import service


@pytest.fixture
def console():
    return Console(io.StringIO())


@pytest.mark.parametrize("junk", ["", "no number", "1 2\n"])
def test_junk_in_place_of_a_process_number_does_no_harm(state, console, junk):
    state.pid("worker").write_text(junk)
    asyncio.run(leftovers_end(state, console))
    assert not state.pid("worker").exists()


def test_a_number_that_another_process_has_by_now_is_not_waited_for(state, console):
    state.pid("worker").write_text(f"{os.getpid()}\n")
    asyncio.run(leftovers_end(state, console))
    assert console.out.getvalue() == ""
    assert not state.pid("worker").exists()


def test_what_a_guardian_is_stopping_is_waited_for(state, console):
    async def main():
        guard = Guard(state)
        waiting = asyncio.ensure_future(leftovers_end(state, console))
        await asyncio.sleep(0)
        assert not waiting.done()
        await asyncio.to_thread(guard.close)
        await waiting

    asyncio.run(main())
    assert "Waiting for an earlier run" in console.out.getvalue()
    assert not is_guarded(state)


def test_a_full_disk_does_not_end_a_service(supervised, state):
    # Stands in the way of the note, as a full disk would.
    state.pid("one").mkdir()

    async def scenario(supervisor):
        await supervisor.start(service())
        state.pid("one").rmdir()

    supervised(scenario)


def test_the_lock_file_may_hold_anything(state):
    (state.folder("run") / "up.lock").write_text("\0junk")
    assert running_address(state) is None
    with only_one(state, "http://here"):
        assert running_address(state) == "http://here"
