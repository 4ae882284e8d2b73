import pytest
from django.db import OperationalError, connection
from rest_framework.test import APIClient

from longhaul.api.jobs.views import StatusView
from longhaul.api.problems import CODES
from longhaul.api.tests.steps import get, post

FIELDS = {"type", "title", "status", "detail", "instance", "code", "request_id"}


def test_a_problem_says_what_where_and_why(api):
    response = api.get("/api/v1/echo/nothing/")
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert set(problem) == FIELDS
    assert problem["type"] == "/problems/not_found"
    assert (problem["status"], problem["instance"]) == (404, "/api/v1/echo/nothing/")


def test_a_problem_with_fields_names_them(api):
    problem = post(api, options={"times": 9}).json()
    assert set(problem) == FIELDS | {"errors"}
    assert set(problem["errors"][0]) == {"field", "code", "detail"}


@pytest.mark.parametrize(
    "address",
    ["/api", "/api/", "/api/v2/jobs/", "/api/v1/nothing", "/api/v1/jobs//", "/api/x"],
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_unknown_address_is_a_problem(guest, address, method):
    response = getattr(guest, method)(address, headers={"accept": "text/html"})
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_the_engine_has_nothing_at_the_root_of_the_api(guest, settings, method):
    settings.ROOT_URLCONF = "longhaul.urls"  # a product may have
    response = getattr(guest, method)("/api/v1/")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("get", "echo/create/", "POST, OPTIONS"),
        ("put", "echo/create/", "POST, OPTIONS"),
        ("post", "echo/list/", "GET, HEAD, OPTIONS"),
        ("patch", "jobs/", "GET, HEAD, OPTIONS"),
    ],
)
def test_an_unsupported_method_is_405(api, method, address, allowed):
    response = getattr(api, method)(f"/api/v1/{address}")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response["Allow"] == allowed


def test_options_tells_the_methods(api):
    response = api.options("/api/v1/echo/create/")
    assert (response.status_code, response["Allow"]) == (200, "POST, OPTIONS")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense", "image/*;q=0.1"])
def test_an_answer_is_json_whatever_is_accepted(api, accept):
    response = api.get("/api/v1/jobs/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize("code", [*CODES, "a_features_own_code_2"])
@pytest.mark.parametrize("slash", ["", "/"])
def test_every_code_has_its_page(client, code, slash):
    response = client.get(f"/problems/{code}{slash}")
    assert response.status_code == 200
    assert code in response.content.decode()


def test_the_page_of_a_problem_is_read_only(client):
    assert client.post("/problems/internal").status_code == 405


@pytest.mark.parametrize("given", ["order-7.retry_2", "a" * 8, "a" * 100])
def test_a_request_id_is_taken_over(api, given):
    response = api.get("/api/v1/nothing/", headers={"x-request-id": given})
    assert response["X-Request-ID"] == response.json()["request_id"] == given


@pytest.mark.parametrize("given", ["", "short", "a" * 101, "two words", "<script>", "ünïcödé-id"])
def test_a_malformed_request_id_is_replaced(api, given):
    response = api.get("/api/v1/nothing/", headers={"x-request-id": given})
    assert response["X-Request-ID"] == response.json()["request_id"] != given


def test_every_request_has_its_own_id(api):
    assert api.get("/api/v1/jobs/")["X-Request-ID"] != api.get("/api/v1/jobs/")["X-Request-ID"]


def test_a_bug_shows_nothing_of_its_insides(api, job_in, monkeypatch):
    def stumble(*_, **__):
        raise RuntimeError("a secret")

    job = job_in("pending")
    monkeypatch.setattr(StatusView, "get", stumble)
    client = APIClient(raise_request_exception=False)
    client.credentials(**api._credentials)
    response = get(client, job)
    assert (response.status_code, response.json()["code"]) == (500, "internal")
    assert b"secret" not in response.content
    assert response["X-Request-ID"] == response.json()["request_id"]


def test_a_database_that_is_away_is_503(api, job_in):
    def refuse(*_):
        raise OperationalError("a secret address")

    job = job_in("pending")
    with connection.execute_wrapper(refuse):
        response = get(api, job)
    assert (response.status_code, response.json()["code"]) == (503, "unavailable")
    assert int(response["Retry-After"]) >= 1
    assert b"secret" not in response.content


def test_an_unknown_host_is_a_problem(guest):
    response = guest.get("/api/v1/jobs/", headers={"host": "elsewhere.example"})
    assert (response.status_code, response.json()["code"]) == (400, "invalid")
