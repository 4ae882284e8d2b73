"""The processes of a running system."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from devtools.paths import FRONTEND, PYTHON
from devtools.ports import HOST
from devtools.probes import answers_http
from devtools.service import Service
from devtools.state import State

QUEUES = "critical,high,default,low"
CHILDREN = max(2, os.cpu_count() or 2)
WORKER_IS_READY = re.compile(r": worker\S* ready\.$")
BEAT_IS_READY = re.compile(r"beat: Starting")


@dataclass(frozen=True)
class Addresses:
    """Where people and probes find the servers."""

    port: int
    flower_port: int
    vite_port: int | None = None

    @property
    def page(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def flower(self) -> str:
        return f"http://{HOST}:{self.flower_port}"

    @property
    def vite(self) -> str:
        return f"http://{HOST}:{self.vite_port}"


def web(addresses: Addresses, env: Mapping[str, str]) -> Service:
    return Service(
        name="web",
        command=[
            PYTHON, "-m", "gunicorn", "--config", "config/gunicorn.py", "--no-control-socket",
            "--bind", f"{HOST}:{addresses.port}", "config.wsgi",
        ],
        ready=lambda: answers_http(f"{addresses.page}/readyz"),
        env=env,
    )  # fmt: skip


def reloading_web(addresses: Addresses, env: Mapping[str, str]) -> Service:
    return Service(
        name="web",
        command=[PYTHON, "manage.py", "runserver", f"{HOST}:{addresses.port}"],
        ready=lambda: answers_http(f"{addresses.page}/readyz"),
        env=env,
    )


def vite(addresses: Addresses, env: Mapping[str, str]) -> Service:
    return Service(
        name="vite",
        command=[
            "npm",
            "run",
            "dev",
            "--",
            "--host",
            HOST,
            "--port",
            str(addresses.vite_port),
            "--strictPort",
        ],
        ready=lambda: answers_http(f"{addresses.vite}/", statuses=range(200, 500)),
        env=env,
        cwd=FRONTEND,
    )


def worker(
    state: State, env: Mapping[str, str], name: str = "worker", children: int = CHILDREN
) -> Service:
    return Service(
        name=name,
        command=[
            PYTHON, "-m", "celery", "--app", "config.celery_app", "worker", "--loglevel", "INFO",
            "--hostname", f"{name}-{state.id}@%h", "--queues", QUEUES,
            "--concurrency", str(children),
        ],
        ready=WORKER_IS_READY,
        env=env,
        grace=float(env["JOBS_GRACE"]) + 5,
    )  # fmt: skip


def beat(env: Mapping[str, str]) -> Service:
    return Service(
        name="beat",
        command=[
            PYTHON, "-m", "celery", "--app", "config.celery_app", "beat", "--loglevel", "INFO",
            "--pidfile", "",
        ],
        ready=BEAT_IS_READY,
        env=env,
    )  # fmt: skip


def flower(addresses: Addresses, env: Mapping[str, str]) -> Service:
    return Service(
        name="flower",
        command=[
            PYTHON, "-m", "celery", "--app", "config.celery_app", "flower",
            f"--address={HOST}", f"--port={addresses.flower_port}",
        ],
        ready=lambda: answers_http(f"{addresses.flower}/healthcheck"),
        env=env,
        speaks=False,  # it warns of every worker that is still starting
    )  # fmt: skip
