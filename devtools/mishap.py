"""What ./dev demo does to a worker, to show that its job survives."""

import asyncio
import os
import signal

from devtools.errors import DevError
from devtools.job import Job
from devtools.state import State

# Far more often than a client should ask: the job may take less than a second.
LOOK_SECONDS = 0.01


async def kill_worker_of(job: Job, state: State) -> int:
    """Kill the worker and its children as soon as the job runs; return the worker's process id."""
    while job.document["status"] == "pending":
        await asyncio.sleep(LOOK_SECONDS)
        await job.look()
    worker = int((state.folder("run") / "worker.pid").read_text())
    os.killpg(worker, signal.SIGKILL)
    await job.look()
    if job.document["status"] != "processing":
        raise DevError("The job was quicker than the blow. Try it again, or with a larger file.")
    return worker
