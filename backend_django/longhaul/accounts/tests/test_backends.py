import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher
from django.test import RequestFactory, override_settings

from config.settings import base
from users.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def try_in(**credentials):
    return authenticate(RequestFactory().post("/"), **credentials)


@pytest.fixture
def verified(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.mark.parametrize("name", ["email", "username"])
def test_the_address_is_the_name(verified, name):
    assert try_in(**{name: "ADA@example.com", "password": PASSWORD}) == verified


def test_an_address_that_is_not_verified_counts_as_unknown(user):
    assert try_in(email=user.email, password=PASSWORD) is None


def test_an_address_that_is_verified_but_not_the_accounts_does_not_count(user):
    EmailAddress.objects.create(user=user, email="other@example.com", verified=True)
    assert try_in(email=user.email, password=PASSWORD) is None
    assert try_in(email="other@example.com", password=PASSWORD) is None


def test_a_superuser_is_verified():
    assert User.objects.create_superuser("root@example.com", PASSWORD).is_verified


def test_passwords_are_hashed_with_argon2():
    with override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS):
        user = User.objects.create_user("ada@example.com", PASSWORD)
        assert identify_hasher(user.password).algorithm == "argon2"
        assert user.check_password(PASSWORD)


def test_one_hasher_is_quick_enough_for_tests_alone(settings):
    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert settings.PASSWORD_HASHERS != base.PASSWORD_HASHERS


def test_an_address_that_merely_looks_alike_is_another():
    User.objects.create_user("mike@example.com")
    assert not User.objects.with_address("m\u0131ke@example.com").exists()
