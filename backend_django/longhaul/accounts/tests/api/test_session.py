import pytest
from rest_framework.test import APIClient

from longhaul.accounts.models import Session
from longhaul.api.tests.contract import ContractClient
from longhaul.api.tests.steps import PASSWORD, create, get, post, sign_in, visit
from longhaul.jobs.models import Job
from longhaul.tests.accounts import issue_key

SESSION = "/api/v1/auth/session/"


@pytest.fixture
def visitor(guest):
    return visit(guest)


def test_a_guest_gets_no_user_and_the_csrf_cookie(guest):
    response = guest.get(SESSION)
    assert (response.status_code, response.json()) == (200, {"user": None})
    assert "csrftoken" in response.cookies
    assert response["Cache-Control"] == "no-store"


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(visitor, verified):
    response = sign_in(visitor)
    assert (response.status_code, response.content) == (204, b"")
    cookie = response.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_signed_in_user_is_returned(page):
    assert page.get(SESSION).json() == {"user": {"email": "ada@example.com", "is_staff": False}}


@pytest.mark.parametrize("email", ["ADA@example.com", " Ada@Example.com "])
def test_the_address_counts_in_any_case(visitor, verified, email):
    assert sign_in(visitor, email).status_code == 204


def test_signing_in_needs_the_csrf_token(guest, verified):
    response = sign_in(guest)
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")


def test_a_wrong_password_is_400(visitor, verified):
    response = sign_in(visitor, password="wrong")
    assert (response.status_code, response.json()["code"]) == (400, "invalid")
    assert not response.cookies.get("sessionid")


def test_nothing_reveals_whether_an_address_is_registered(visitor, verified):
    known = sign_in(visitor, password="wrong").json()
    unknown = sign_in(visitor, "unknown@example.com", "wrong").json()
    del known["request_id"], unknown["request_id"]
    assert known == unknown


def test_an_unverified_address_cannot_sign_in(visitor, user):
    assert sign_in(visitor).status_code == 400


def test_an_inactive_account_cannot_sign_in(visitor, verified):
    verified.is_active = False
    verified.save()
    assert sign_in(visitor).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"email": "ada@example.com"},
        {"password": PASSWORD},
        {"email": 7, "password": {}},
        {"email": "ada", "password": PASSWORD},
        {"email": "ada@example.com\0", "password": "\0"},
        {"email": "a" * 5_000 + "@example.com", "password": "x" * 5_000},
    ],
)
def test_malformed_credentials_are_400(visitor, verified, body):
    assert visitor.post(SESSION, body, format="json").status_code == 400


def test_a_form_does_not_sign_in(visitor, verified):
    assert visitor.post(SESSION, {"email": "ada@example.com"}, "multipart").status_code == 415


def test_signing_out_ends_the_session(page):
    assert page.delete(SESSION).status_code == 204
    assert page.get(SESSION).json() == {"user": None}
    assert page.get("/api/v1/jobs/").status_code == 401


def test_signing_out_needs_the_csrf_token(page):
    page.credentials()
    assert page.delete(SESSION).status_code == 403
    assert page.get("/api/v1/jobs/").status_code == 200


def test_who_is_signed_in_may_sign_in_again(page):
    assert sign_in(page).status_code == 204
    assert visit(page).get(SESSION).json()["user"]["email"] == "ada@example.com"


def test_a_session_that_was_ended_stays_ended(page):
    before = page.cookies["sessionid"].value
    page.delete(SESSION)
    page.cookies["sessionid"] = before
    assert page.get("/api/v1/jobs/").status_code == 401


def test_the_page_creates_and_reads_jobs(page):
    job = create(page)
    assert get(page, job).status_code == 200
    assert page.get("/api/v1/jobs/").json()["results"][0]["id"] == job["id"]


def test_a_change_without_the_csrf_token_is_403(page):
    page.credentials()
    response = post(page)
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")
    assert not Job.objects.exists()


@pytest.mark.parametrize("jobs", [0, 1])
def test_the_session_of_an_inactive_account_ends(page, verified, jobs):
    for _ in range(jobs):
        create(page)
    verified.is_active = False
    verified.save()
    assert page.get("/api/v1/jobs/").status_code == 401


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_new_password_ends_other_sessions(page, verified, jobs):
    for _ in range(jobs):
        create(page)
    verified.set_password("another horse battery")
    verified.save()
    assert page.get("/api/v1/jobs/").status_code == 401


def test_an_unknown_session_is_a_guest(guest):
    guest.cookies["sessionid"] = "made-up"
    assert guest.get(SESSION).json() == {"user": None}
    assert guest.get("/api/v1/jobs/").status_code == 401


SESSIONS = "/api/v1/auth/sessions/"


def test_every_session_ends_here_and_elsewhere(page):
    elsewhere = visit(APIClient())
    assert sign_in(elsewhere).status_code == 204
    assert Session.objects.count() == 2
    assert page.delete(SESSIONS).status_code == 204
    assert Session.objects.filter(user__isnull=False).count() == 0
    for browser in (page, elsewhere):
        assert browser.get("/api/v1/auth/session/").json() == {"user": None}


def test_tokens_of_sign_ins_end_and_named_ones_stay_valid(page, verified):
    named = issue_key(verified)
    body = {"email": verified.email, "password": PASSWORD}
    key = APIClient().post("/api/v1/auth/login/", body, format="json").json()["key"]
    page.delete(SESSIONS)
    assert status_with(named) == 200
    assert status_with(key) == 401


def test_other_users_stay_signed_in(page, other):
    issue_key(other)
    Session.objects.create(session_key="x", user=other, expire_date="2100-01-01T00:00:00Z")
    page.delete(SESSIONS)
    assert Session.objects.filter(user=other).exists()


def test_every_session_ends_by_token_too(api, page):
    assert api.delete(SESSIONS).status_code == 204
    assert page.get("/api/v1/auth/session/").json() == {"user": None}


def test_a_guest_has_nothing_to_end(guest):
    assert visit(guest).delete(SESSIONS).status_code == 401


def status_with(key):
    client = ContractClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client.get("/api/v1/auth/user/").status_code
