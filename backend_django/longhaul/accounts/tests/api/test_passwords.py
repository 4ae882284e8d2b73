import pytest

from longhaul.accounts.models import Session, Token
from longhaul.accounts.tests.api.steps import ADA, NEW, ask, change_password, link_in, log_in, reset
from longhaul.api.tests.steps import PASSWORD, errors_of, sign_in, visit
from users.models import User


def test_the_new_password_signs_in_and_the_old_one_does_not(page, guest):
    assert change_password(page).status_code == 200
    assert log_in(page).status_code == 400
    assert log_in(page, password=NEW).status_code == 200


def test_the_session_of_the_change_stays_valid(page):
    change_password(page)
    assert page.get("/api/v1/jobs/").status_code == 200
    assert visit(page).get("/api/v1/auth/session/").json()["user"]


def test_a_change_ends_other_sessions(page, client, verified):
    client.force_login(verified, "longhaul.accounts.sign_in.EmailBackend")
    change_password(page)
    assert client.get("/api/v1/jobs/").status_code == 401
    assert Session.objects.filter(user=verified).count() == 1


def test_a_change_ends_tokens(page, verified, client_of):
    api = client_of(verified)
    change_password(page)
    assert api.get("/api/v1/jobs/").status_code == 401


def test_a_change_by_token_ends_that_token_and_makes_no_session(verified, client_of):
    api = client_of(verified)
    response = change_password(api)
    assert (response.status_code, len(response.cookies)) == (200, 0)
    assert (Token.objects.count(), Session.objects.count()) == (0, 0)


def test_sessions_of_other_users_stay_valid(page, other, client):
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


@pytest.fixture
def mail(guest, verified, mailoutbox):
    """Return the mail with the link for a new password."""
    assert ask(guest, "password/reset", email=ADA).status_code == 200
    return mailoutbox[0]


def test_the_link_sets_a_new_password(guest, mail):
    assert reset(guest, mail).status_code == 200
    assert log_in(guest, password=NEW).status_code == 200
    assert log_in(guest).status_code == 400


def test_the_link_leads_to_the_page(mail):
    assert link_in(mail).startswith("http://testserver/reset-password/")
    assert link_in(mail).count("/") == 5


def test_the_link_is_valid_once(guest, mail):
    reset(guest, mail)
    assert errors_of(reset(guest, mail, "a third one instead")) == [("token", "invalid_link")]


def test_the_link_ends_with_time(guest, mail, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert errors_of(reset(guest, mail)) == [("token", "invalid_link")]


def test_the_link_ends_with_a_sign_in(guest, mail):
    log_in(guest)
    assert reset(guest, mail).status_code == 400


def test_the_link_ends_with_a_change_of_the_password(guest, mail, verified, client_of):
    change_password(client_of(verified))
    assert reset(guest, mail, "a third one instead").status_code == 400


def test_a_reset_ends_all_sessions(page, mail):
    reset(page, mail)
    assert page.get("/api/v1/jobs/").status_code == 401


def test_a_reset_ends_all_tokens(guest, mail, verified, client_of):
    api = client_of(verified)
    reset(guest, mail)
    assert api.get("/api/v1/jobs/").status_code == 401
    assert not Token.objects.exists()


def test_a_reset_verifies_the_address(guest, unverified, mailoutbox):
    ask(guest, "password/reset", email=unverified.email)
    reset(guest, mailoutbox[0])
    assert log_in(guest, unverified.email, NEW).status_code == 200


def test_a_reset_verifies_the_address_of_an_account_created_by_staff(guest, mailoutbox):
    User.objects.create_user("sam@example.com", PASSWORD)
    ask(guest, "password/reset", email="sam@example.com")
    reset(guest, mailoutbox[0])
    assert log_in(guest, "sam@example.com", NEW).status_code == 200


def test_a_reset_unlocks(guest, mail):
    visit(guest)
    for _ in range(6):
        sign_in(guest, password="wrong")
    reset(guest, mail)
    assert sign_in(guest, password=NEW).status_code == 204


@pytest.mark.parametrize(
    ("uid", "token"),
    [("1", "made-up"), ("zzzzzzzzzzzzz", "a-b"), ("-1", ""), ("é", "é"), ("\0", "x"), (None, [])],
)
def test_a_malformed_link_is_400(guest, mail, uid, token):
    body = {"uid": uid, "token": token, "new_password1": NEW, "new_password2": NEW}
    assert ask(guest, "password/reset/confirm", **body).status_code == 400


def test_the_link_of_an_inactive_account_is_invalid(guest, mail, verified):
    User.objects.update(is_active=False)
    assert reset(guest, mail).status_code == 400


def test_a_weak_password_is_refused_and_the_link_stays_valid(guest, mail):
    assert errors_of(reset(guest, mail, "12345678"))[0][0] == "new_password1"
    assert reset(guest, mail).status_code == 200
