"""What is refused before a view sees it."""

import io
import os
import socket
import subprocess
import sys

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client, RequestFactory

from config.wsgi import application
from longhaul.api.middleware import BodyMiddleware
from longhaul.api.tests.steps import create, errors_of, ids_of, post
from longhaul.tests.process import BACKEND
from longhaul.web.wsgi import LONGEST_SILENCE, LONGEST_TAKING

FORM = (
    "--B\r\n"
    'Content-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\n'
    "hello\r\n"
    "--B\r\n"
    'Content-Disposition: form-data; name="options"\r\n\r\n'
    '{"upper": true}\r\n'
    "--B--\r\n"
)


def ask(content_type, method="GET", path="/healthz", **more):
    """Ask as a server does, with whatever header; return status and headers."""
    said = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": content_type,
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }
    application(
        environ | more, lambda status, headers: said.extend([int(status[:3]), dict(headers)])
    )
    return said


@pytest.mark.parametrize("content_type", ["a; b*=bogus''x", "text/html; x*=x'y'%ff", ";;;", ""])
def test_a_content_type_that_cannot_be_read_is_an_unknown_one(transactional_db, content_type):
    status, headers = ask(content_type)
    assert status == 200
    assert headers["X-Request-ID"]


def test_content_of_unknown_length_is_refused(api):
    request = RequestFactory().post("/", headers={"transfer-encoding": "chunked"})
    del request.META["CONTENT_LENGTH"]
    response = BodyMiddleware(pytest.fail)(request)
    assert response.status_code == 411
    assert b"length_required" in response.content


@pytest.mark.parametrize("missing", [1, 20, len('{"upper": true}\r\n--B--\r\n') + 60])
def test_a_form_that_was_cut_off_makes_no_job(api, missing):
    status, _ = ask(
        "multipart/form-data; boundary=B",
        "POST",
        "/api/v1/copy-file/create/",
        **api._credentials,
        **{"CONTENT_LENGTH": str(len(FORM)), "wsgi.input": io.BytesIO(FORM[:-missing].encode())},
    )
    assert status == 400
    assert ids_of(api.get("/api/v1/jobs/")) == []


class Interrupted(io.RawIOBase):
    """What a server reads from when the client goes away."""

    def read(self, size=-1):
        raise ConnectionResetError


@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=B", "application/json"])
def test_a_client_that_goes_away_is_no_bug_of_ours(api, content_type):
    status, _ = ask(
        content_type,
        "POST",
        f"/api/v1/{'echo' if 'json' in content_type else 'copy-file'}/create/",
        **api._credentials,
        **{"CONTENT_LENGTH": "99", "wsgi.input": Interrupted()},
    )
    assert status == 400


def test_a_whole_form_makes_one(api):
    kind = "multipart/form-data; boundary=B"
    response = api.generic("POST", "/api/v1/copy-file/create/", FORM, content_type=kind)
    assert (response.status_code, response.json()["options"]) == (202, {"upper": True})


@pytest.mark.parametrize("later", ["9001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_job_is_not_scheduled_for_the_end_of_the_calendar(api, later):
    response = post(api, available_at=later)
    assert (response.status_code, errors_of(response)) == (400, [("available_at", "invalid")])


@pytest.mark.parametrize("length", [201, 60_000])
def test_a_search_that_is_longer_than_any_title_finds_nothing(api, length):
    create(api)
    assert ids_of(api.get("/api/v1/jobs/", {"search": "e" * length})) == []


def test_who_names_jobs_is_given_all_of_them(api):
    ids = [create(api)["id"] for _ in range(25)]
    assert set(ids_of(api.get(f"/api/v1/jobs/?ids={','.join(ids)}"))) == set(ids)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize(
    "address", ["/api/v1/auth/user/", "/api/v1/jobs/", "/readyz", "/api/v1/jobs/summary/"]
)
def test_without_its_database_every_address_says_so(api, error, address):
    def refuse(*_):
        raise error("a secret address")

    api.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        response = api.get(address)
    assert response.status_code == 503
    assert b"secret" not in response.content


def test_a_view_in_a_transaction_says_so_too(api, monkeypatch):
    def refuse(*_, **__):
        raise OperationalError("a secret address")

    client = Client(raise_request_exception=False)
    with monkeypatch.context() as patched:
        patched.setattr(connection, "set_autocommit", refuse)
        response = client.get("/api/v1/schema/")
    assert (response.status_code, response.json()["code"]) == (503, "unavailable")


@pytest.mark.parametrize("module", ["config.wsgi", "config.celery_app"])
def test_what_is_deployed_starts_with_the_settings_of_production(module):
    environment = {name: text for name, text in os.environ.items() if not name.startswith("DJANGO")}
    code = f"import {module}; from django.conf import settings; settings.DEBUG"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=BACKEND,
        env=environment | {"DJANGO_SECRET_KEY": "change me"},
        capture_output=True,
        text=True,
    )
    assert "DJANGO_SECRET_KEY is a placeholder" in done.stderr


def test_a_refused_client_may_send_the_rest(transactional_db):
    content = io.BytesIO(b"x" * 3_000_000)
    more = {"CONTENT_LENGTH": "3000000", "wsgi.input": content}
    status, _ = ask("application/json", "POST", "/api/v1/echo/create/", **more)
    assert (status, content.read()) == (401, b"")


def test_a_guest_may_be_silent_for_some_time_only(transactional_db):
    ours, theirs = socket.socketpair()
    waits = []

    class Content(io.BytesIO):
        def read(self, *size):
            waits.append(ours.gettimeout())
            return super().read(*size)

    content = b'{"email": "ada@example.com", "password": "wrong"}'
    more = {"CONTENT_LENGTH": str(len(content)), "wsgi.input": Content(content)}
    with ours, theirs:
        ask("application/json", "POST", "/api/v1/auth/login/", **more, **{"gunicorn.socket": ours})
        assert waits[0] == LONGEST_SILENCE
        assert ours.gettimeout() == LONGEST_TAKING
