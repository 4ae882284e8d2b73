import asyncio
import os
import signal
import subprocess
import sys

from devtools.console import Console
from devtools.guard import Guard
from devtools.instance import leftovers_end
from devtools.paths import ROOT
from devtools.state import State
from devtools.tests.support import at_end, is_alive

SUPERVISE = """
import asyncio, sys
from pathlib import Path
from devtools.state import State
from devtools.supervisor import Supervisor
from devtools.tests.support import HAS_CHILD, Witness, service

async def main():
    witness = Witness()
    async with Supervisor(State(Path(sys.argv[1])), witness) as supervisor:
        held_open = {"pass_fds": [int(sys.argv[2])]}
        await supervisor.start(service(code=HAS_CHILD, options=held_open))
        print("supervising", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def test_once_its_guardian_has_ended_nothing_of_a_killed_supervisor_runs(tmp_path):
    reading, writing = os.pipe()
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, tmp_path, str(writing)],
        stdout=subprocess.PIPE,
        pass_fds=[writing],
        env={"PYTHONPATH": str(ROOT)},
    )
    os.close(writing)
    with supervisor:
        assert supervisor.stdout
        assert supervisor.stdout.readline() == b"supervising\n"
        left = int(State(tmp_path).pid("one").read_text())
        supervisor.kill()
    asyncio.run(leftovers_end(State(tmp_path), Console()))
    assert not is_alive(left)
    assert at_end(reading)


def test_what_has_ended_is_left_alone(state):
    bystander = subprocess.Popen(["sleep", "60"], start_new_session=True)
    with bystander:
        guard = Guard(state)
        guard.watch(bystander.pid, signal.SIGTERM)
        guard.forget(bystander.pid)
        guard.close()
        assert bystander.poll() is None
        bystander.kill()
