import os
from uuid import uuid4

import pytest

from longhaul_client import AsyncClient, Client

from .proxy import Proxy
from .running import Running
from .spies import AsyncSpy, Spy

PATIENCE = 60
KINDS = [Client, AsyncClient]


@pytest.fixture(params=KINDS, ids=["sync", "async"])
def kind(request):
    """Each test runs with both clients."""
    return request.param


@pytest.fixture
def connect(kind):
    """Return a function that makes a client of the running system."""
    opened = []

    def connect(*given, **options):
        opened.append(Running(kind(*given, **{"patience": PATIENCE, **options})))
        return opened[-1]

    yield connect
    for client in opened:
        client.close()


@pytest.fixture
def client(connect):
    return connect()


@pytest.fixture
def spy(kind):
    """A transport that remembers what has passed."""
    return Spy() if kind is Client else AsyncSpy()


@pytest.fixture
def proxy():
    """A way to the server that can be cut."""
    with Proxy(os.environ["LONGHAUL_URL"]) as proxy:
        yield proxy


@pytest.fixture
def text(tmp_path):
    """A file to copy, unlike any other."""
    path = tmp_path / "text.txt"
    path.write_text(f"{uuid4()}\n" * 1000)
    return path
