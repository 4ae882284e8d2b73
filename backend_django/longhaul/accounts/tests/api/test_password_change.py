import pytest

from longhaul.accounts.models import Session, Token
from longhaul.accounts.tests.api.steps import NEW, ask, change_password, log_in
from longhaul.api.tests.steps import PASSWORD, errors_of, sign_in, visit


def test_the_new_password_signs_in_and_the_old_one_does_not(page, guest):
    assert change_password(page).status_code == 200
    assert log_in(page).status_code == 400
    assert log_in(page, password=NEW).status_code == 200


def test_the_session_that_made_the_change_goes_on(page):
    change_password(page)
    assert page.get("/api/v1/jobs/").status_code == 200
    assert visit(page).get("/api/v1/auth/session/").json()["user"]


def test_other_sessions_end(page, client, verified):
    client.force_login(verified, "longhaul.accounts.sign_in.EmailBackend")
    change_password(page)
    assert client.get("/api/v1/jobs/").status_code == 401
    assert Session.objects.filter(user=verified).count() == 1


def test_tokens_end(page, verified, client_of):
    api = client_of(verified)
    change_password(page)
    assert api.get("/api/v1/jobs/").status_code == 401


def test_a_change_by_token_ends_that_token_and_makes_no_session(verified, client_of):
    api = client_of(verified)
    response = change_password(api)
    assert (response.status_code, len(response.cookies)) == (200, 0)
    assert (Token.objects.count(), Session.objects.count()) == (0, 0)


def test_sessions_of_others_go_on(page, other, client):
    client.force_login(other, "longhaul.accounts.sign_in.EmailBackend")
    change_password(page)
    assert client.get("/api/v1/jobs/").status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"old_password": "wrong"}, "old_password"),
        ({"old_password": None}, "old_password"),
        ({"new_password2": "mistyped it is"}, "new_password2"),
        ({"new_password1": "123", "new_password2": "123"}, "new_password1"),
        ({"new_password1": "x" * 129, "new_password2": "x" * 129}, "new_password1"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(page, change, field):
    body = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW} | change
    response = ask(page, "password/change", **body)
    assert response.status_code == 400
    assert errors_of(response)[0][0] == field
    assert sign_in(page).status_code == 204


def test_a_change_costs_one_check_and_one_hash(page, hashings):
    hashings.clear()
    change_password(page)
    assert len(hashings) == 2


def test_a_change_needs_the_csrf_token(page):
    page.credentials()
    assert change_password(page).status_code == 403
