"""What all tests share."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from users.models import User


@pytest.fixture(autouse=True, scope="session")
def media() -> Iterator[None]:
    """Leave no file behind."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def user(transactional_db: None) -> User:
    return User.objects.create_user("ada@example.com", "correct horse battery")


@pytest.fixture
def other(transactional_db: None) -> User:
    return User.objects.create_user("bob@example.com", "staple correct horse")


def make_client(user: User) -> APIClient:
    """Return a REST client of a user."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.get_or_create(user=user)[0]}")
    return client


@pytest.fixture
def client_of() -> Callable[[User], APIClient]:
    return make_client


@pytest.fixture
def api(user: User) -> APIClient:
    return make_client(user)
