"""What the faults happen to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from longhaul.tests.broker import Broker, use_broker
from longhaul.tests.web import Web
from longhaul.tests.worker import Worker
from longhaul.worker.tests.faults.traces import Traces
from longhaul.worker.workspace import attempts_root
from users.models import User


@pytest.fixture
def broker(transactional_db: None, settings) -> Iterator[Broker]:
    """Return a broker of the test's own, which all its processes use."""
    address = settings.CELERY_BROKER_URL
    with Broker() as broker:
        settings.API_COUNTERS_URL = broker.counters_url
        use_broker(broker.url)
        yield broker
        use_broker(address)
    # Of workers that were killed.
    shutil.rmtree(attempts_root(), ignore_errors=True)


@pytest.fixture
def worker(broker: Broker) -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


@pytest.fixture
def web(broker: Broker) -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def ada(web: Web, user: User) -> Iterator[httpx.Client]:
    """Return a client of the web server, which has answered once and is warm."""
    with web.client_of(user) as client:
        assert client.post("/api/v1/echo/create/", json={}).status_code == 202
        yield client


@pytest.fixture
def traces(tmp_path: Path) -> Traces:
    """Return what runs leave behind, for jobs that are given its `log`."""
    return Traces(tmp_path / "log")
