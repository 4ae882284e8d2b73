import asyncio
import os
import signal
import sys

import pytest

from devtools.running import call, run
from devtools.tests.support import at_end

CLEANS_UP = """
import os, signal, sys
try:
    os.write(int(sys.argv[1]), b"running")
    signal.pause()
except KeyboardInterrupt:
    os.write(int(sys.argv[1]), b" cleaned")
"""


def test_the_exit_status_comes_back():
    assert run(call([sys.executable, "-c", "raise SystemExit(3)"])) == 3


def test_a_stop_signal_lets_the_program_clean_up():
    reading, writing = os.pipe()

    async def main():
        command = [sys.executable, "-c", CLEANS_UP, str(writing)]
        called = asyncio.create_task(call(command, pass_fds=[writing]))
        assert await asyncio.to_thread(os.read, reading, 100) == b"running"
        os.kill(os.getpid(), signal.SIGTERM)
        return await called

    assert run(main()) == 128 + signal.SIGINT
    assert os.read(reading, 100) == b" cleaned"
    os.close(writing)
    assert at_end(reading)


def test_a_missing_program_is_an_error():
    with pytest.raises(FileNotFoundError):
        run(call(["/nowhere/at/all"]))
