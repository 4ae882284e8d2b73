from rest_framework.test import APIClient

from longhaul.accounts.models import Session
from longhaul.api.tests.contract import ContractClient
from longhaul.api.tests.steps import PASSWORD, sign_in, visit
from longhaul.tests.accounts import issue_key

ADDRESS = "/api/v1/auth/sessions/"


def test_every_session_ends_here_and_elsewhere(page):
    elsewhere = visit(APIClient())
    assert sign_in(elsewhere).status_code == 204
    assert Session.objects.count() == 2
    assert page.delete(ADDRESS).status_code == 204
    assert Session.objects.filter(user__isnull=False).count() == 0
    for browser in (page, elsewhere):
        assert browser.get("/api/v1/auth/session/").json() == {"user": None}


def test_a_token_of_a_sign_in_ends_and_one_with_a_name_goes_on(page, verified):
    named = issue_key(verified)
    body = {"email": verified.email, "password": PASSWORD}
    key = APIClient().post("/api/v1/auth/login/", body, format="json").json()["key"]
    page.delete(ADDRESS)
    assert status_with(named) == 200
    assert status_with(key) == 401


def test_others_stay_signed_in(page, other):
    issue_key(other)
    Session.objects.create(session_key="x", user=other, expire_date="2100-01-01T00:00:00Z")
    page.delete(ADDRESS)
    assert Session.objects.filter(user=other).exists()


def test_it_works_by_token_too(api, page):
    assert api.delete(ADDRESS).status_code == 204
    assert page.get("/api/v1/auth/session/").json() == {"user": None}


def test_a_guest_has_nothing_to_end(guest):
    assert visit(guest).delete(ADDRESS).status_code == 401


def status_with(key):
    client = ContractClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client.get("/api/v1/auth/user/").status_code
