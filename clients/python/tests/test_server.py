import pytest

from longhaul_client import LonghaulError
from longhaul_client.server import Server, origin_of


@pytest.mark.parametrize("url", ["https://host", "https://host/", "http://127.0.0.1:8000"])
def test_an_address_is_scheme_and_host(url):
    assert origin_of(url) == url.rstrip("/")


@pytest.mark.parametrize("url", ["host", "ftp://host", "https://", "https://host/api/v1/"])
def test_anything_else_is_refused_with_an_example(url):
    with pytest.raises(LonghaulError, match="like https://host, not"):
        origin_of(url)


def test_what_is_given_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("LONGHAUL_URL", "https://environment")
    monkeypatch.setenv("LONGHAUL_TOKEN", "environment")
    assert Server.given(None, None) == Server("https://environment", "environment")
    assert Server.given("https://given", "given") == Server("https://given", "given")


def test_the_token_is_not_shown_by_accident():
    assert "secret" not in repr(Server("https://host", "secret"))


def test_every_request_names_the_client():
    headers = Server("https://host", "secret").headers
    assert headers["Authorization"] == "Token secret"
    assert headers["User-Agent"].startswith("longhaul-python/")
