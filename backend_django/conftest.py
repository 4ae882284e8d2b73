"""What the tests of the product and of the engine share."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate
from rest_framework.test import APIClient

from longhaul.tests.accounts import issue_key
from longhaul.tests.broker import Broker, use_broker
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
def broker_of_these_tests() -> Iterator[None]:
    """Start a broker for this process: pytest-xdist runs several side by side."""
    with Broker() as broker:
        settings.API_COUNTERS_URL = broker.counters_url
        use_broker(broker.url)
        yield


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


@pytest.fixture
def client_class() -> type[APIClient]:
    return APIClient


@pytest.fixture
def client_of(client_class: type[APIClient]) -> Callable[[User], APIClient]:
    """Return a function that makes a REST client of a user."""

    def make(user: User) -> APIClient:
        client = client_class()
        client.credentials(HTTP_AUTHORIZATION=f"Token {issue_key(user)}")
        return client

    return make


@pytest.fixture
def api(user: User, client_of: Callable[[User], APIClient]) -> APIClient:
    """Return the REST client of `user`."""
    return client_of(user)
