import pytest
from django.urls import path
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerView
from rest_framework.permissions import AllowAny

from longhaul.settings.full import origins

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def policy(client, address):
    header = client.get(address).get("Content-Security-Policy", "")
    return {directive for directive in header.split("; ") if directive}


@pytest.mark.parametrize("address", ["/", "/problems/not_ready"])
@pytest.mark.usefixtures("built_page")
def test_nothing_runs_but_our_own_files(client, address):
    assert policy(client, address) == STRICT


@pytest.mark.parametrize("address", ["/api/v1/docs/", "/api/v1/redoc/"])
def test_the_documentation_may_style_itself_but_runs_nothing_else(client, address):
    given = policy(client, address)
    assert given >= STRICT
    assert not [each for each in given if each.startswith("script-src")]


OPEN = {"url": "/schema/", "permission_classes": [AllowAny], "authentication_classes": []}
urlpatterns = [
    path("reference/", SpectacularRedocView.as_view(**OPEN)),
    path("console/", SpectacularSwaggerView.as_view(**OPEN)),
]


@pytest.mark.parametrize("address", ["/reference/", "/console/"])
def test_the_documentation_may_style_itself_at_an_address_of_the_product(client, settings, address):
    settings.ROOT_URLCONF = __name__
    assert "style-src 'self' 'unsafe-inline'" in policy(client, address)


def test_the_admin_may_evaluate_and_style_itself_but_loads_nothing_else(client):
    given = policy(client, "/admin/login/")
    assert given >= STRICT
    assert {each for each in given if each.startswith("script-src")} == {
        "script-src 'self' 'unsafe-eval'"
    }


@pytest.mark.parametrize("address", ["/api/v1/docs/", "/api/v1/redoc/", "/admin/login/"])
def test_a_page_with_a_policy_of_its_own_has_no_script_in_its_text(client, address):
    assert "<script>" not in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/healthz", "/api/v1/version-info/"])
def test_what_no_browser_shows_goes_without(client, address):
    assert not policy(client, address)


def test_a_path_is_no_other_server():
    assert origins("/static/") == []


def test_another_server_is_named_with_its_port():
    assert origins("https://cdn.example.com:8443/static/") == ["https://cdn.example.com:8443"]
