import json

import pytest
from django.core.management import call_command
from drf_spectacular.validation import validate_schema

from longhaul.api.tests.compatibility import resolve
from longhaul.api.tests.contract import find_schema, get_document, get_schema
from longhaul.registry import registry

OPERATIONS = [operation for path in get_schema()["paths"].values() for operation in path.values()]


def test_the_schema_is_valid_openapi():
    validate_schema(get_document())
    assert get_schema()["openapi"].startswith("3.1")


def test_every_operation_has_a_name_and_a_summary_of_its_own():
    names = [operation["operationId"] for operation in OPERATIONS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("feature", list(registry), ids=lambda feature: feature.slug)
def test_options_and_result_of_a_feature_are_typed(feature):
    schemas = get_schema()["components"]["schemas"]
    name = type(feature).__name__
    assert feature.Options.__name__ in json.dumps(schemas[f"{name}Job"]["properties"]["options"])
    assert feature.Result.__name__ in json.dumps(schemas[f"{name}Results"]["properties"]["result"])


@pytest.mark.parametrize("address", ["schema/", "schema", "docs/", "redoc/"])
@pytest.mark.django_db
def test_the_documentation_is_open_to_all(client, address):
    assert client.get(f"/api/v1/{address}").status_code == 200


@pytest.mark.django_db
def test_the_schema_is_served_as_json_too(client):
    body = client.get("/api/v1/schema/", headers={"accept": "application/json"}).json()
    assert set(body["paths"]) == set(get_document()["paths"])


@pytest.mark.django_db
def test_the_documentation_contacts_no_other_server(client):
    for address in ("docs", "redoc"):
        page = client.get(f"/api/v1/{address}/").content.decode()
        assert 'src="http' not in page
        assert 'href="http' not in page


def test_the_page_is_given_a_general_contract_and_the_types_of_each_feature(tmp_path):
    call_command("page_schemas", tmp_path)
    general = json.loads((tmp_path / "api.json").read_text())
    validate_schema(general)
    assert "/api/v1/{feature}/status/{id}/" in general["paths"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation["operationId"])
def test_every_operation_is_explained(operation):
    assert operation["summary"]
    assert operation["description"]
    for code, answer in operation["responses"].items():
        if code >= "400":
            assert answer["description"]
            assert "Retry-After" in answer.get("headers", {}) or code not in ("429", "503")


@pytest.mark.parametrize("slug", [feature.slug for feature in registry])
def test_a_request_for_a_job_names_all_that_may_be_sent(slug):
    create = get_schema()["paths"][f"/api/v1/{slug}/create/"]["post"]
    for content in create["requestBody"]["content"].values():
        assert resolve(content["schema"], find_schema)["additionalProperties"] is False
