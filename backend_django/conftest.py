"""What all tests share."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate
from rest_framework.test import APIClient

from longhaul.jobs.dispatch import queue_lengths
from longhaul.tests.accounts import issue_key
from longhaul.tests.broker import use_broker
from users.models import User


def pytest_sessionstart(session: pytest.Session) -> None:
    if not settings.DATABASES["default"].get("NAME"):
        pytest.exit("TEST_DATABASE_URL is not set. `./dev test` starts a database.", 2)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Keep the flush after each test from making content types and permissions again."""
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.fixture(autouse=True, scope="session")
def media() -> Iterator[None]:
    """Leave no file behind."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def content_types_of_this_test() -> None:
    """Forget those of the test before, which the flush removed."""
    ContentType.objects.clear_cache()


@pytest.fixture
def user(transactional_db: None) -> User:
    return User.objects.create_user("ada@example.com", "correct horse battery")


@pytest.fixture
def other(transactional_db: None) -> User:
    return User.objects.create_user("bob@example.com", "staple correct horse")


def make_client(user: User) -> APIClient:
    """Return a REST client of a user."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issue_key(user)}")
    return client


@pytest.fixture
def client_of() -> Callable[[User], APIClient]:
    return make_client


@pytest.fixture
def api(user: User) -> APIClient:
    return make_client(user)


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
    """Publish to an address where nobody listens."""
    address = current_app.conf.broker_url
    use_broker("redis://127.0.0.1:1/0")
    yield
    use_broker(address)
