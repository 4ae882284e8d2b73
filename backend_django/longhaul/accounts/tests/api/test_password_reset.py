import pytest

from longhaul.accounts.models import Token
from longhaul.accounts.tests.api.steps import ADA, NEW, ask, change_password, link_in, log_in, reset
from longhaul.api.tests.steps import PASSWORD, errors_of, sign_in, visit
from users.models import User


@pytest.fixture
def mail(guest, verified, mailoutbox):
    """Return the mail of somebody who has forgotten the password."""
    assert ask(guest, "password/reset", email=ADA).status_code == 200
    return mailoutbox[0]


def test_the_link_sets_a_new_password(guest, mail):
    assert reset(guest, mail).status_code == 200
    assert log_in(guest, password=NEW).status_code == 200
    assert log_in(guest).status_code == 400


def test_the_link_leads_to_the_page(mail):
    assert link_in(mail).startswith("http://testserver/reset-password/")
    assert link_in(mail).count("/") == 5


def test_the_link_holds_once(guest, mail):
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


def test_all_sessions_end(page, mail):
    reset(page, mail)
    assert page.get("/api/v1/jobs/").status_code == 401


def test_all_tokens_end(guest, mail, verified, client_of):
    api = client_of(verified)
    reset(guest, mail)
    assert api.get("/api/v1/jobs/").status_code == 401
    assert not Token.objects.exists()


def test_a_reset_verifies_the_address(guest, unverified, mailoutbox):
    ask(guest, "password/reset", email=unverified.email)
    reset(guest, mailoutbox[0])
    assert log_in(guest, unverified.email, NEW).status_code == 200


def test_so_does_that_of_an_account_that_staff_made(guest, mailoutbox):
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
def test_a_link_that_is_none_is_400(guest, mail, uid, token):
    body = {"uid": uid, "token": token, "new_password1": NEW, "new_password2": NEW}
    assert ask(guest, "password/reset/confirm", **body).status_code == 400


def test_the_link_of_an_inactive_account_does_not_hold(guest, mail, verified):
    User.objects.update(is_active=False)
    assert reset(guest, mail).status_code == 400


def test_a_weak_password_is_refused_and_the_link_still_holds(guest, mail):
    assert errors_of(reset(guest, mail, "12345678"))[0][0] == "new_password1"
    assert reset(guest, mail).status_code == 200
