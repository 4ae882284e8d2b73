import json
from contextlib import closing

import pytest

from longhaul.web.page import get_page_config


@pytest.mark.parametrize(
    "address", ["/", "/jobs", "/jobs/some-id/", "/new/table-profile", "/apiary"]
)
def test_every_other_address_is_the_page(client, built_page, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "/static/vue/assets/main.js" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/static/nothing.js",
        "/api/nothing",
        "/media/jobs/a",
        "/favicon.ico",
        "/assets/main-old.js",
        "/.well-known/change-password",
    ],
)
def test_files_and_endpoints_that_are_missing_are_not_the_page(client, built_page, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db  # a response that is closed looks after the connection
def test_robots_are_told_where_there_is_nothing_for_them(client):
    with closing(client.get("/robots.txt")) as response:
        assert response["Content-Type"].startswith("text/plain")
        assert b"Disallow: /api/\n" in response.getvalue()


def test_the_page_is_never_kept(client, built_page):
    assert "no-store" in client.get("/")["Cache-Control"]


def test_the_page_brings_the_cookie_that_signing_in_needs(client, built_page):
    assert client.get("/sign-in").cookies["csrftoken"].value


def test_a_title_cannot_break_out_of_the_page(client, built_page, settings):
    settings.PRODUCT_NAME = "</script><script>alert(1)</script>"
    assert b"<script>alert" not in client.get("/").content


def test_the_page_is_read_only(client, built_page):
    assert client.post("/").status_code == 405


def test_the_page_is_told_what_differs_between_systems(settings):
    settings.PRODUCT_NAME, settings.FLOWER_URL = "Elsewhere", "http://localhost:5555"
    config = get_page_config()
    assert (config["title"], config["version"]) == ("Elsewhere", settings.RELEASE)
    assert config["links"]["flower"] == "http://localhost:5555"


def test_the_page_is_told_where_the_api_and_the_static_files_are(client, built_page, settings):
    settings.API_ROOT, settings.STATIC_URL = "/behind", "https://cdn.example.com/"
    content = client.get("/").content.decode()
    assert '"apiRoot": "/behind"' in content
    assert 'src="https://cdn.example.com/vue/assets/main.js"' in content


def test_a_system_without_flower_links_to_none(settings):
    settings.FLOWER_URL = ""
    assert get_page_config()["links"]["flower"] is None


def test_development_prefills_the_demo_account(settings, tmp_path):
    settings.DEMO_FILE = tmp_path / "demo.json"
    demo = {"email": "demo@example.com", "password": "secret", "token": "more secret"}
    settings.DEMO_FILE.write_text(json.dumps(demo))
    assert get_page_config()["demo"] == {"email": "demo@example.com", "password": "secret"}


@pytest.mark.parametrize("name", [None, "missing.json"])
def test_without_its_file_there_is_no_demo_account(settings, tmp_path, name):
    settings.DEMO_FILE = name and tmp_path / name
    assert get_page_config()["demo"] is None
