import pytest

from longhaul.accounts.tests.api.steps import (
    ADA,
    NEW,
    ask,
    change_password,
    link_in,
    log_in,
    register,
    verify,
)
from longhaul.api.tests.steps import PASSWORD, errors_of
from users.models import User

EMAIL = "/api/v1/auth/email/"


@pytest.fixture
def changing(page, mailoutbox):
    """Return the client of a user who has requested another address."""
    response = ask(page, "email", email="New@Example.com", password=PASSWORD)
    assert response.status_code == 202
    return page


def mail_to(mailoutbox, address):
    return [mail for mail in mailoutbox if mail.to == [address]][-1]


def test_the_address_is_returned(page):
    assert page.get(EMAIL).json() == {"email": ADA, "verified": True, "pending": None}


def test_a_new_address_is_pending(changing):
    told = changing.get(EMAIL).json()
    assert told == {"email": ADA, "verified": True, "pending": "new@example.com"}
    assert log_in(changing).status_code == 200
    assert log_in(changing, "new@example.com").status_code == 400


def test_the_old_address_is_informed_of_the_request(changing, mailoutbox):
    mail = mail_to(mailoutbox, ADA)
    assert mail.subject == "Your address is about to change"
    assert "new@example.com" in mail.body


def test_the_link_replaces_the_address(changing, guest, mailoutbox):
    verify(changing, mail_to(mailoutbox, "new@example.com"))
    told = {"email": "new@example.com", "verified": True, "pending": None}
    assert changing.get(EMAIL).json() == told
    assert log_in(changing, "new@example.com").status_code == 200
    assert log_in(changing).status_code == 400


def test_the_old_address_is_informed_of_the_change(changing, mailoutbox):
    verify(changing, mail_to(mailoutbox, "new@example.com"))
    assert mail_to(mailoutbox, ADA).subject == "Your address has changed"


def test_the_session_stays_valid(changing, mailoutbox):
    verify(changing, mail_to(mailoutbox, "new@example.com"))
    assert changing.get("/api/v1/jobs/").status_code == 200


def test_a_second_request_replaces_the_first(changing, mailoutbox):
    ask(changing, "email", email="third@example.com", password=PASSWORD)
    assert changing.get(EMAIL).json()["pending"] == "third@example.com"
    assert verify(changing, mail_to(mailoutbox, "new@example.com")).status_code == 400


def test_a_new_password_stops_a_pending_change(changing, mailoutbox):
    change_password(changing)
    assert verify(changing, mail_to(mailoutbox, "new@example.com")).status_code == 400
    assert log_in(changing, password=NEW).status_code == 200


@pytest.mark.parametrize("email", ["bob@example.com", "unknown@example.com"])
def test_nothing_reveals_whether_another_account_has_the_address(page, other, mailoutbox, email):
    response = ask(page, "email", email=email, password=PASSWORD)
    assert (response.status_code, response.json()["pending"]) == (202, email)
    assert [mail.to for mail in mailoutbox] == [[ADA], [email]]


def test_an_address_of_another_account_gets_no_link(page, other, mailoutbox):
    ask(page, "email", email="bob@example.com", password=PASSWORD)
    assert mail_to(mailoutbox, "bob@example.com").subject == "You have an account already"
    assert "verify-email" not in mail_to(mailoutbox, "bob@example.com").body


def test_a_former_address_of_another_account_can_be_used(changing, other, mailoutbox):
    other.emailaddress_set.create(email="new@example.com", verified=True)
    assert verify(changing, mail_to(mailoutbox, "new@example.com")).status_code == 200
    assert not other.emailaddress_set.exists()


def test_an_address_that_is_registered_meanwhile_stays_with_that_account(changing, mailoutbox):
    late = mail_to(mailoutbox, "new@example.com")
    register(changing, "new@example.com")
    verify(changing, mail_to(mailoutbox, "new@example.com"))
    assert verify(changing, late).status_code == 400
    assert User.objects.get(email=ADA).is_verified


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"email": "n@e.org", "password": "wrong"}, ("password", "wrong_password")),
        ({"email": "n@e.org"}, ("password", "required")),
        ({"email": "n", "password": PASSWORD}, ("email", "invalid")),
        ({"email": "ADA@example.com", "password": PASSWORD}, ("email", "unchanged")),
    ],
)
def test_what_is_wrong_is_named(page, mailoutbox, body, errors):
    assert errors in errors_of(ask(page, "email", **body))
    assert not mailoutbox


def test_the_link_leads_to_the_page_that_the_settings_name(page, mailoutbox, settings):
    settings.PAGE_URL = "https://app.example.com/"
    ask(page, "email", email="new@example.com", password=PASSWORD)
    mail = mail_to(mailoutbox, "new@example.com")
    assert link_in(mail).startswith("https://app.example.com/verify-email/")
