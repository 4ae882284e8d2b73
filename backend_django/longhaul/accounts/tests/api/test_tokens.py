from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from longhaul.accounts.models import Token
from longhaul.accounts.sign_in import KEPT_SIGN_INS
from longhaul.accounts.tests.api.steps import ADA, ask, log_in
from longhaul.api.tests.steps import create, errors_of, get

TOKENS = "/api/v1/auth/tokens/"


def use(key):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


def test_a_new_token_signs_in(page):
    response = ask(page, "tokens", name="Laptop")
    assert response.status_code == 201
    assert use(response.json()["key"]).get("/api/v1/auth/user/").json()["email"] == ADA


def test_the_key_is_shown_once_and_stored_nowhere(page):
    made = ask(page, "tokens", name="Laptop").json()
    key = made.pop("key")
    assert page.get(TOKENS).json() == [made]
    assert key not in str(Token.objects.values())


def test_a_user_has_several(api):
    for name in ("One", "Two"):
        ask(api, "tokens", name=name)
    assert [token["name"] for token in api.get(TOKENS).json()] == ["Two", "One", "Test"]


def test_a_revoked_token_is_401_and_others_stay_valid(api):
    made = ask(api, "tokens", name="Laptop").json()
    assert api.delete(f"{TOKENS}{made['id']}/").status_code == 204
    assert use(made["key"]).get("/api/v1/jobs/").status_code == 401
    assert api.get("/api/v1/jobs/").status_code == 200


def test_another_users_token_is_404_like_an_unknown_one(api, client_of, other):
    made = ask(api, "tokens", name="Laptop").json()
    address = f"{TOKENS}{made['id']}/"
    assert client_of(other).delete(address).status_code == 404
    assert made["id"] not in str(client_of(other).get(TOKENS).json())
    assert api.delete(address).status_code == 204
    assert api.delete(address).status_code == 404


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_token_that_has_expired_is_401(api, jobs):
    for _ in range(jobs):
        create(api)
    made = ask(api, "tokens", name="Short", expires_at=timezone.now() + timedelta(hours=1)).json()
    assert use(made["key"]).get("/api/v1/jobs/").status_code == 200
    Token.objects.filter(pk=made["id"]).update(expires_at=timezone.now())
    assert use(made["key"]).get("/api/v1/jobs/").status_code == 401
    assert made["id"] not in str(api.get(TOKENS).json())


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, ("name", "required")),
        ({"name": ""}, ("name", "blank")),
        ({"name": 0}, ("name", "invalid")),
        ({"name": "x" * 101}, ("name", "max_length")),
        ({"name": "x", "expires_at": "2020-01-01T00:00:00Z"}, ("expires_at", "past")),
        ({"name": "x", "expires_at": "soon"}, ("expires_at", "invalid")),
    ],
)
def test_what_is_wrong_is_named(api, body, error):
    assert errors_of(ask(api, "tokens", **body)) == [error]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_beyond_the_calendar_is_400(api, moment):
    assert ask(api, "tokens", name="x", expires_at=moment).status_code == 400


def test_there_is_a_limit(api, user):
    for number in range(100 - Token.objects.count()):
        Token.objects.issue(user, f"{number}")
    response = ask(api, "tokens", name="One more")
    assert (response.status_code, response.json()["code"]) == (429, "limit_exceeded")


def test_signing_in_makes_a_token_that_says_what_it_is_and_ends(guest, verified):
    log_in(guest, user_agent="curl/8.5.0")
    token = Token.objects.get()
    assert token.name == "Sign-in by curl/8.5.0"
    assert timedelta(days=29) < token.expires_at - timezone.now() < timedelta(days=30)


@pytest.mark.parametrize("agent", ["", "x" * 500])
def test_any_client_may_sign_in(guest, verified, agent):
    assert log_in(guest, user_agent=agent).status_code == 200


def test_a_script_that_signs_in_at_each_run_does_not_fill_the_table(guest, verified):
    kept = Token.objects.issue(verified, "By hand")
    for _ in range(KEPT_SIGN_INS + 2):
        newest = log_in(guest).json()["key"]
    assert Token.objects.count() == KEPT_SIGN_INS + 1
    assert use(newest).get("/api/v1/jobs/").status_code == 200
    assert Token.objects.contains(kept)


def test_logging_out_ends_the_token_that_was_sent_alone(api, user):
    ask(api, "tokens", name="Laptop")
    assert ask(api, "logout").status_code == 200
    assert [token.name for token in Token.objects.all()] == ["Laptop"]


def last_used():
    return Token.objects.get().last_used_at


@pytest.mark.parametrize("jobs", [0, 1])
@pytest.mark.parametrize("age", [None, timedelta(minutes=2)])
def test_use_is_noted_by_a_statement_of_its_own(api, jobs, age):
    for _ in range(jobs):
        create(api)
    before = age and timezone.now() - age
    Token.objects.update(last_used_at=before)
    with CaptureQueriesContext(connection) as queries:
        api.get("/api/v1/jobs/")
    assert timezone.now() - last_used() < timedelta(minutes=1)
    assert [query["sql"].split()[0] for query in queries][-1] == "UPDATE"


def test_it_is_not_noted_again_within_the_minute(api):
    job = create(api)
    get(api, job)
    before = last_used()
    with CaptureQueriesContext(connection) as queries:
        get(api, job)
    assert len(queries) == 1
    assert last_used() == before


def test_the_use_of_an_expired_token_is_not_noted(api, user):
    create(api)
    Token.objects.update(last_used_at=None, expires_at=timezone.now())
    assert api.get("/api/v1/jobs/").status_code == 401
    assert last_used() is None
