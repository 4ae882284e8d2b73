"""What the engine's tests share: checked clients, jobs in every state, and the broker."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from celery import current_app
from django.conf import settings

from longhaul.api.tests.contract import ContractClient
from longhaul.api.tests.steps import TEXT, claim, create, purge, run, sign_in, upload, visit
from longhaul.jobs.broker import queue_lengths
from longhaul.tests.broker import use_broker
from users.models import User


@pytest.fixture
def client_class() -> type[ContractClient]:
    return ContractClient


@pytest.fixture
def staff(user: User, api: ContractClient) -> ContractClient:
    """Return the client of a user who may see the system's state."""
    user.is_staff = True
    user.save()
    return api


@pytest.fixture
def guest(transactional_db: None) -> ContractClient:
    """Return a client without credentials, which needs CSRF tokens as browsers do."""
    return ContractClient(enforce_csrf_checks=True)


@pytest.fixture
def verified(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def page(verified: User, guest: ContractClient) -> ContractClient:
    """Return the page's client: signed in by cookie, and sending the CSRF token."""
    visit(guest)
    response = sign_in(guest)
    if response.status_code != HTTPStatus.NO_CONTENT:
        pytest.fail(response.content.decode())
    return visit(guest)


@pytest.fixture
def copied(api: ContractClient) -> Any:
    """Return a completed job with a file in and a file out."""
    return run(upload(api, TEXT).json())


@pytest.fixture
def five(api: ContractClient) -> list[str]:
    """Return the ids of five jobs, oldest first."""
    return [create(api)["id"] for _ in range(5)]


@pytest.fixture
def job_in(api: ContractClient) -> Callable[[str], Any]:
    """Return a function that brings a job to a state."""
    ways: dict[str, Callable[[], Any]] = {
        "pending": lambda: create(api),
        "processing": lambda: claim(create(api)),
        "completed": lambda: run(create(api)),
        "failed": lambda: run(create(api, "script", raises="a secret")),
        "cancelled": lambda: cancelled(api),
        "purged": lambda: purge(run(upload(api).json())),
    }
    return lambda state: ways[state]()


def cancelled(api: ContractClient) -> Any:
    job = create(api)
    api.post(job["links"]["cancel"])
    return job


@pytest.fixture
def empty_broker() -> Callable[[], int]:
    """Empty the broker, and return a function that counts what waits in its queues since."""

    def ask(question: Callable[[Any], int]) -> int:
        with current_app.connection_for_write() as broker, broker.channel() as channel:
            return question(channel.client)  # type: ignore[attr-defined]

    ask(lambda redis: redis.flushdb())
    return lambda: sum((queue_lengths() or {}).values())


@pytest.fixture
def no_broker() -> Iterator[None]:
    """Publish to an address where no broker listens."""
    address = settings.CELERY_BROKER_URL
    use_broker("redis://127.0.0.1:1/0")
    yield
    use_broker(address)
