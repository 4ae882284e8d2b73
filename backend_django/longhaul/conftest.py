"""Clients whose every answer is compared with the OpenAPI document, and jobs in every state."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from longhaul.api.tests.contract import ContractClient
from longhaul.api.tests.steps import TEXT, claim, create, purge, run, sign_in, upload, visit
from longhaul.tests.accounts import issue_key
from users.models import User


@pytest.fixture
def client_of() -> Callable[[User], ContractClient]:
    """Return a function that makes a REST client of a user."""

    def make(user: User) -> ContractClient:
        client = ContractClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {issue_key(user)}")
        return client

    return make


@pytest.fixture
def api(user: User, client_of: Callable[[User], ContractClient]) -> ContractClient:
    return client_of(user)


@pytest.fixture
def staff(user: User, api: ContractClient) -> ContractClient:
    """Return the client of a user who may see the system's state."""
    user.is_staff = True
    user.save()
    return api


@pytest.fixture
def guest(transactional_db: None) -> ContractClient:
    """Return a client that nobody signed in with, strict about CSRF as browsers meet it."""
    return ContractClient(enforce_csrf_checks=True)


@pytest.fixture
def verified(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def page(verified: User, guest: ContractClient) -> ContractClient:
    """Return the page's client: signed in by cookie, and sending the CSRF token."""
    visit(guest)
    assert sign_in(guest).status_code == 204
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
