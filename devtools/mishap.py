"""What ./dev demo does to a worker, to show that its job survives."""

import os
import signal
import time

from devtools.errors import DevError
from devtools.state import State
from longhaul_client import Client, Job

# Far more often than a client should ask: the job may take less than a second.
LOOK_SECONDS = 0.01


def kill_worker_of(client: Client, job: Job, state: State) -> int:
    """Kill the worker and its children as soon as the job runs; return the worker's process id."""
    while job.status == "pending":
        time.sleep(LOOK_SECONDS)
        job = client.status(job)
    worker = int((state.folder("run") / "worker.pid").read_text())
    os.killpg(worker, signal.SIGKILL)
    if client.status(job).status != "processing":
        raise DevError("The job was quicker than the blow. Try it again, or with a larger file.")
    return worker
