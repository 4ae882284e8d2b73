import pytest

from longhaul.accounts.models import Token
from longhaul.api.tests.steps import PASSWORD, create

LOGIN, LOGOUT, USER = "/api/v1/auth/login/", "/api/v1/auth/logout/", "/api/v1/auth/user/"


def log_in(client, email="ada@example.com", password=PASSWORD):
    return client.post(LOGIN, {"email": email, "password": password}, format="json")


def test_logging_in_gives_a_token_and_no_cookie(guest, verified):
    response = log_in(guest)
    assert set(response.json()) == {"key"}
    assert Token.objects.with_key(response.json()["key"]).get().user == verified
    assert not response.cookies


def test_the_token_signs_in(guest, verified):
    guest.credentials(HTTP_AUTHORIZATION=f"Token {log_in(guest).json()['key']}")
    assert guest.get(USER).json()["email"] == "ada@example.com"


def test_logging_in_twice_gives_two_tokens(guest, verified):
    assert log_in(guest).json() != log_in(guest, "ADA@EXAMPLE.COM").json()
    assert Token.objects.filter(user=verified).count() == 2


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@example.com", "wrong"), ("nobody@example.com", PASSWORD), ("bob@example.com", "x")],
)
def test_wrong_credentials_are_400_and_all_alike(guest, verified, other, email, password):
    response = log_in(guest, email, password)
    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["detail"] == "The e-mail address or the password is wrong."
    assert error["code"] == "bad_credentials"


def test_an_unverified_address_gets_no_token(guest, user):
    assert log_in(guest).status_code == 400
    assert not Token.objects.exists()


@pytest.mark.parametrize("body", [{}, [], {"email": None, "password": None}, {"email": "\0"}])
def test_credentials_that_are_none_are_400(guest, verified, body):
    assert guest.post(LOGIN, body, format="json").status_code == 400


def test_a_stale_token_does_not_keep_anybody_from_logging_in(guest, verified):
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


def test_a_user_may_change_the_own_name(api):
    body = api.patch(USER, {"first_name": "Ada"}, format="json").json()
    assert (body["first_name"], body["email"]) == ("Ada", "ada@example.com")


@pytest.mark.parametrize("change", [{"email": "eve@example.com"}, {"is_staff": True}])
def test_a_user_may_not_change_who_it_is(api, user, change):
    api.patch(USER, change, format="json")
    user.refresh_from_db()
    assert (user.email, user.is_staff) == ("ada@example.com", False)


@pytest.mark.parametrize("name", ["\0", "x" * 200])
def test_a_name_that_cannot_be_stored_is_named(api, name):
    response = api.patch(USER, {"first_name": name}, format="json")
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "first_name"
