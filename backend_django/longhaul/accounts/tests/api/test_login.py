import pytest
from django.core.management import call_command
from django.urls import get_resolver

from longhaul.accounts import sign_in as sign_in_module
from longhaul.accounts.models import Token
from longhaul.accounts.tests.api.steps import ADA, log_in
from longhaul.api.tests.steps import PASSWORD, create, sign_in, visit
from users.models import User

LOGIN, LOGOUT, USER = "/api/v1/auth/login/", "/api/v1/auth/logout/", "/api/v1/auth/user/"


def test_logging_in_gives_a_token_and_no_cookie(guest, verified):
    response = log_in(guest)
    assert set(response.json()) == {"key"}
    assert Token.objects.with_key(response.json()["key"]).get().user == verified
    assert not response.cookies


def test_the_token_authenticates(guest, verified):
    guest.credentials(HTTP_AUTHORIZATION=f"Token {log_in(guest).json()['key']}")
    assert guest.get(USER).json()["email"] == "ada@example.com"


def test_logging_in_twice_gives_two_tokens(guest, verified):
    assert log_in(guest).json() != log_in(guest, "ADA@EXAMPLE.COM").json()
    assert Token.objects.filter(user=verified).count() == 2


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@example.com", "wrong"), ("unknown@example.com", PASSWORD), ("bob@example.com", "x")],
)
def test_every_wrong_credential_gets_the_same_400(guest, verified, other, email, password):
    response = log_in(guest, email, password)
    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["detail"] == "The e-mail address or the password is wrong."
    assert error["code"] == "bad_credentials"


def test_an_unverified_address_gets_no_token(guest, user):
    assert log_in(guest).status_code == 400
    assert not Token.objects.exists()


@pytest.mark.parametrize("body", [{}, [], {"email": None, "password": None}, {"email": "\0"}])
def test_malformed_credentials_are_400(guest, verified, body):
    assert guest.post(LOGIN, body, format="json").status_code == 400


def test_an_invalid_token_does_not_prevent_a_login(guest, verified):
    guest.credentials(HTTP_AUTHORIZATION="Token stale")
    assert log_in(guest).status_code == 200


def test_logging_out_ends_the_token(api):
    assert api.post(LOGOUT).status_code == 200
    assert api.get("/api/v1/jobs/").status_code == 401
    assert not Token.objects.exists()


def test_a_session_is_not_ended_as_a_token(page):
    assert page.post(LOGOUT).status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Token",
        "Token ",
        "Token made-up",
        "Token a b",
        "Token \xff",
        "Token " + "a" * 5_000,
        "Bearer {key}",
        "Basic YWRhOmFkYQ==",
        "{key}",
        "Token {key} ",
        "Token '{key}'",
        "nonsense",
    ],
)
@pytest.mark.parametrize("jobs", [0, 1])
def test_a_malformed_authorization_is_401(api, user, header, jobs):
    for _ in range(jobs):
        create(api)
    key = api._credentials["HTTP_AUTHORIZATION"].removeprefix("Token ")
    api.credentials(HTTP_AUTHORIZATION=header.format(key=key))
    response = api.get("/api/v1/jobs/")
    assert response.status_code == (200 if header == "Token {key} " else 401)
    if response.status_code == 401:
        assert response["WWW-Authenticate"] == "Token"
        assert response.json()["code"] == "not_authenticated"


@pytest.mark.parametrize("jobs", [0, 1])
def test_the_token_of_an_inactive_account_is_401(api, user, jobs):
    for _ in range(jobs):
        create(api)
    user.is_active = False
    user.save()
    assert api.get("/api/v1/jobs/").status_code == 401


@pytest.mark.parametrize("way", [log_in, sign_in])
def test_a_superuser_signs_in_through_the_api(guest, db, way):
    User.objects.create_superuser(ADA, PASSWORD)
    assert way(visit(guest)).status_code in (200, 204)


def test_a_superuser_of_the_command_line_signs_in(guest, db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email=ADA, interactive=False, verbosity=0)
    assert log_in(guest).status_code == 200


@pytest.mark.parametrize("way", [log_in, sign_in])
def test_there_is_one_path_into_an_account(guest, verified, monkeypatch, way):
    visit(guest)
    monkeypatch.setattr(sign_in_module, "authenticate", lambda *_, **__: None)
    assert way(guest).status_code == 400


def test_no_route_of_the_libraries_is_served():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not {name for name in names if name.startswith(("account_", "rest_", "socialaccount_"))}
