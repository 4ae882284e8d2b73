import pytest
from django.test import RequestFactory, override_settings
from rest_framework.settings import api_settings

from longhaul.accounts.sign_in import account_of, client_address


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
def test_what_is_no_address_is_none(address):
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


def test_the_admins_form_names_it_too():
    request = RequestFactory().post("/admin/login/", {"username": "Ada@example.com"})
    assert account_of(request, None) == "ada@example.com"


def test_nobody_is_an_account_too():
    with override_settings(DEBUG=False):
        assert account_of(RequestFactory().get("/"), {}) == ""
