"""What was released goes on working: additions are free, what breaks a client is not."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from longhaul.api.tests.compatibility import breaking_changes

RELEASES = Path(settings.ROOT) / "clients" / "releases"
NEWEST = max(RELEASES.glob("*.json"), key=lambda path: [int(part) for part in path.stem.split(".")])
STATUS = "/api/v1/{feature}/status/{id}/"
CREATE = "/api/v1/{feature}/create/"
LIST = "/api/v1/{feature}/list/"


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contract")
    call_command("page_schemas", folder)
    return json.loads((folder / "api.json").read_text())


@pytest.fixture
def later(now):
    """Return a copy that a test may change."""
    return deepcopy(now)


def schema_of(document, name):
    return document["components"]["schemas"][name]


def test_nothing_that_was_released_breaks(now):
    released = json.loads(NEWEST.read_text())
    same_major = NEWEST.stem.split(".")[0] == settings.RELEASE.split(".")[0]
    assert not same_major or breaking_changes(released, now) == []


def test_the_same_document_changes_nothing(now, later):
    assert breaking_changes(now, later) == []


def test_additions_break_nobody(now, later):
    later["paths"]["/api/v1/new/"] = {"get": later["paths"]["/api/v1/features/"]["get"]}
    schema_of(later, "GenericJob")["properties"]["new"] = {"type": "string"}
    later["paths"][LIST]["get"]["parameters"].append(
        {"in": "query", "name": "new", "schema": {"type": "string"}}
    )
    assert breaking_changes(now, later) == []


def test_a_path_that_is_gone_breaks(now, later):
    del later["paths"][STATUS]
    assert breaking_changes(now, later) == [f"GET {STATUS} is gone"]


def test_a_field_that_is_gone_breaks(now, later):
    del schema_of(later, "ProgressDocument")["properties"]["percent"]
    assert f"GET {STATUS}: the answer.progress.percent is gone" in breaking_changes(now, later)


def test_a_field_of_another_type_breaks(now, later):
    schema_of(later, "ProgressDocument")["properties"]["message"] = {"type": "integer"}
    change = f"GET {STATUS}: the answer.progress.message is integer, was string"
    assert change in breaking_changes(now, later)


def test_a_field_that_may_be_null_now_breaks(now, later):
    either = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    schema_of(later, "ProgressDocument")["properties"]["message"] = either
    change = f"GET {STATUS}: the answer.progress.message is null or string, was string"
    assert change in breaking_changes(now, later)


def test_an_unknown_value_breaks(now, later):
    schema_of(later, "Status")["enum"].append("resting")
    assert f"GET {STATUS}: the answer.status may be resting" in breaking_changes(now, later)


def test_a_parameter_that_is_gone_or_needed_breaks(now, later):
    parameters = later["paths"][LIST]["get"]["parameters"]
    (search,) = [each for each in parameters if each["name"] == "search"]
    parameters.remove(search)
    parameters.append({"in": "query", "name": "why", "required": True, "schema": {}})
    assert breaking_changes(now, later) == [
        f"GET {LIST} does not take the parameter search any more",
        f"GET {LIST} needs the parameter why",
    ]


def test_a_choice_that_is_not_taken_any_more_breaks(now, later):
    (sort,) = [each for each in now["paths"][LIST]["get"]["parameters"] if each["name"] == "sort"]
    sort["schema"]["enum"] = [*sort["schema"]["enum"], "title"]
    try:
        assert breaking_changes(now, later) == [f"GET {LIST}: the parameter sort takes no title"]
    finally:
        sort["schema"]["enum"].remove("title")


def test_a_body_that_needs_more_breaks(now, later):
    name = later["paths"][CREATE]["post"]["requestBody"]["content"]["application/json"]["schema"]
    body = schema_of(later, name["$ref"].rpartition("/")[2])
    body["required"] = [*body.get("required", []), "available_at"]
    assert breaking_changes(now, later) == [f"POST {CREATE}: the body.available_at is needed"]


def test_an_answer_that_is_not_given_any_more_breaks(now, later):
    del later["paths"][CREATE]["post"]["responses"]["202"]
    assert f"POST {CREATE} does not answer 202 any more" in breaking_changes(now, later)
