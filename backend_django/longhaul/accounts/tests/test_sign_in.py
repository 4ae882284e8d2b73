import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher
from django.test import RequestFactory, override_settings
from rest_framework.settings import api_settings

from config.settings import base
from longhaul.accounts.sign_in import account_of, client_address
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


def test_only_the_accounts_own_address_signs_in(user):
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


def test_an_address_that_only_looks_alike_is_another():
    User.objects.create_user("mike@example.com")
    assert not User.objects.with_address("m\u0131ke@example.com").exists()


def request_from(address, **headers):
    return RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)


@pytest.fixture
def proxies(monkeypatch):
    return lambda number: monkeypatch.setattr(api_settings, "NUM_PROXIES", number)


def test_without_a_proxy_a_header_is_not_believed(proxies):
    proxies(0)
    request = request_from("192.0.2.1", x_forwarded_for="198.51.100.7")
    assert client_address(request) == "192.0.2.1"


def test_with_one_proxy_its_own_entry_counts(proxies):
    proxies(1)
    request = request_from("10.0.0.1", x_forwarded_for="203.0.113.9, 198.51.100.7")
    assert client_address(request) == "198.51.100.7"


@pytest.mark.parametrize("address", ["", "unknown", "unix:", "1.2.3", "[::1]:80"])
def test_an_invalid_network_address_is_none(address):
    assert client_address(request_from(address)) is None


def test_a_whole_network_of_ipv6_counts_as_one():
    assert client_address(request_from("2001:db8::1")) == "2001:db8::"
    assert client_address(request_from("2001:db8::ffff")) == "2001:db8::"
    assert client_address(request_from("2001:db8:0:1::1")) != "2001:db8::"


@pytest.mark.parametrize(
    "credentials", [{"email": " Ada@Example.com"}, {"username": "ADA@example.com"}]
)
def test_an_account_is_its_address_in_lower_case(credentials):
    assert account_of(request_from("192.0.2.1"), credentials) == "ada@example.com"


def test_the_user_name_of_the_admins_form_is_the_address():
    request = RequestFactory().post("/admin/login/", {"username": "Ada@example.com"})
    assert account_of(request, None) == "ada@example.com"


def test_a_request_without_credentials_names_no_account():
    with override_settings(DEBUG=False):
        assert account_of(RequestFactory().get("/"), {}) == ""
