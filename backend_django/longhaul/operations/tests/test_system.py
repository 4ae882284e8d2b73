import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


@pytest.fixture
def without_database(transactional_db):
    def refuse(*_):
        raise OperationalError("a secret address")

    with connection.execute_wrapper(refuse):
        yield


def test_the_version_is_open_to_all(guest, settings):
    settings.COMMIT = "abc123"
    body = guest.get("/api/v1/version-info/").json()
    assert body == {"version": settings.RELEASE, "environment": "test", "commit": "abc123"}


@pytest.mark.parametrize("address", ["/healthz", "/healthz/"])
def test_a_process_that_answers_is_alive(client, without_database, address):
    response = client.get(address)
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_probe_with_a_wrong_method_is_told_which_are_right(address):
    response = Client(enforce_csrf_checks=True).post(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_a_process_with_its_database_is_ready(client, transactional_db):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


def test_a_process_without_its_database_is_not_ready(client, without_database):
    response = client.get("/readyz")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert b"secret" not in response.content


def test_a_process_whose_database_lost_its_migrations_is_not_ready(client, transactional_db):
    assert client.get("/readyz").status_code == 200
    recorder = MigrationRecorder(connection)
    ((app, newest),) = MigrationLoader(connection).graph.leaf_nodes("jobs")
    recorder.record_unapplied(app, newest)
    try:
        response = client.get("/readyz")
    finally:
        recorder.record_applied(app, newest)
    assert (response.status_code, response.json()["status"]) == (503, "not ready")


def test_asking_whether_it_is_ready_is_cheap(client, transactional_db, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(2):
        client.get("/readyz")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_probe_may_ask_by_head_but_not_post(client, transactional_db, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_answers_beyond_the_api_carry_a_request_id(client, transactional_db):
    assert client.get("/healthz")["X-Request-ID"]
