"""Endpoints of a product's own beside the engine's: neither changes the other."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import resolve
from drf_spectacular.validation import validate_schema
from rest_framework.test import APIClient

from longhaul.api.tests.contract import get_document, get_schema
from longhaul.api.tests.steps import create, get, run
from longhaul.api.tests.test_isolation import PATTERNS, address_of

URLS = "longhaul.api.tests.product"
GROUPS, GROUP = "/api/v1/groups/", "/api/v1/groups/{id}/"
NOTE = "/api/v1/notes/{id}/"


@pytest.fixture(autouse=True)
def product(settings):
    settings.ROOT_URLCONF = URLS


@pytest.fixture
def described():
    return get_document(URLS)


@pytest.fixture
def client(api):
    """Return a client of the product, which the engine's contract says nothing about."""
    client = APIClient()
    client.credentials(**api._credentials)
    return client


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_every_address_of_the_engine_stays_the_engine_s(pattern):
    assert resolve(address_of(pattern)).func is pattern.callback


def test_the_engine_is_described_as_without_the_product():
    note = {NOTE: get_document(URLS)["paths"][NOTE]}
    assert get_schema(URLS)["paths"] == get_schema()["paths"] | note


def test_the_engine_answers_as_documented(api):
    job = run(create(api))
    assert get(api, job).json()["status"] == "completed"
    assert api.get("/api/v1/jobs/nothing/").status_code == 404


def test_the_product_s_views_are_described_as_the_framework_does(described):
    validate_schema(described)
    operation = described["paths"][GROUP]["get"]
    (key,) = operation["parameters"]
    assert (key["name"], key["schema"]["type"]) == ("id", "integer")
    assert operation["operationId"] == "groups_retrieve"
    assert operation["tags"] == ["groups"]
    assert list(operation["responses"]) == ["200"]


def test_a_view_of_the_product_can_opt_in(described):
    operation = described["paths"][NOTE]["put"]
    key = operation["parameters"][0]
    assert (key["name"], key["schema"]["type"], key["description"]) == (
        "id",
        "integer",
        "The note.",
    )
    assert (operation["operationId"], operation["summary"]) == ("note_update", "Change a note")
    assert operation["tags"] == ["notes"]
    problems = {"400", "401", "403", "404", "411", "413", "415", "429", "503"}
    assert operation["responses"].keys() == {"200"} | problems
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/NoteRequest"}


def test_a_view_that_opts_in_follows_the_engine_s_rules(client):
    assert client.put("/api/v1/notes/7/", {"text": "x"}, format="json").json() == {"text": "x"}
    deep = "[" * 30 + "]" * 30
    for body, kind in ((deep, "application/json"), ("text=x", "application/x-www-form-urlencoded")):
        response = client.put("/api/v1/notes/7/", body, content_type=kind)
        assert response["Content-Type"] == "application/problem+json"


def test_the_product_s_views_follow_its_own_settings(client):
    response = client.post(GROUPS, {"name": "drivers"}, format="multipart")
    assert response.status_code == 201
    assert client.get(GROUPS).json() == [{"id": Group.objects.get().pk, "name": "drivers"}]
    assert APIClient().get(GROUPS).status_code == 401
    assert client.get("/api/v1/").json() == {"groups": "http://testserver/api/v1/groups/"}


def test_the_page_is_given_types_of_the_product_s_endpoints(tmp_path, capsys):
    call_command("page_schemas", tmp_path)
    own = json.loads((tmp_path / "product.json").read_text())["paths"]
    engine = json.loads((tmp_path / "api.json").read_text())["paths"]
    assert {GROUP, NOTE} <= own.keys()
    assert "/api/v1/{feature}/status/{id}/" in engine
    assert not own.keys() & engine.keys()
    said = capsys.readouterr().out
    assert f"product.json: {sum(map(len, own.values()))} operations" in said
    assert "tests.json: echo" in said
