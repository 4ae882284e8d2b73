import json

import pytest

from longhaul.accounts.models import Token
from longhaul.accounts.tests.api.steps import ADA, ask, key_in, link_in, log_in, register, verify
from longhaul.api.tests.steps import PASSWORD, errors_of
from users.models import User


@pytest.fixture
def mail(guest, mailoutbox):
    """Return the mail of a registration."""
    assert register(guest).status_code == 201
    return mailoutbox[0]


def test_registering_creates_an_account_that_cannot_sign_in_yet(guest, mail):
    assert User.objects.get().email == ADA
    assert log_in(guest).status_code == 400
    assert not Token.objects.exists()


def test_the_link_in_the_mail_verifies_it(guest, mail):
    assert verify(guest, mail).status_code == 200
    assert log_in(guest).status_code == 200


def test_the_link_leads_to_the_page(mail):
    assert link_in(mail) == f"http://testserver/verify-email/{key_in(mail)}"


def test_following_the_link_twice_is_fine(guest, mail):
    assert verify(guest, mail).status_code == verify(guest, mail).status_code == 200


def test_the_address_is_kept_in_lower_case(guest, mailoutbox):
    register(guest, "Ada@Example.COM")
    assert User.objects.get().email == mailoutbox[0].to[0] == ADA


@pytest.mark.parametrize("key", ["", "made-up", "a:b:c", "x" * 5_000, "\0", None, 7, [], {}])
def test_a_malformed_key_is_400(guest, mail, key):
    response = ask(guest, "registration/verify-email", key=key)
    assert response.status_code == 400
    assert errors_of(response)[0][0] == "key"


def test_a_key_ends_after_three_days(guest, mail, settings):
    settings.CONFIRMATION_TIMEOUT = -1
    response = verify(guest, mail)
    assert errors_of(response) == [("key", "invalid_link")]
    assert "Ask for a new mail" in response.json()["errors"][0]["detail"]


def test_the_key_of_a_deleted_account_is_invalid(guest, mail):
    User.objects.all().delete()
    assert verify(guest, mail).status_code == 400


def test_the_last_registration_counts_and_ends_the_links_before_it(guest, mail, mailoutbox):
    register(guest, password="another choice")
    assert verify(guest, mail).status_code == 400
    assert verify(guest, mailoutbox[1]).status_code == 200
    assert log_in(guest, password="another choice").status_code == 200


def test_a_registration_changes_nothing_for_a_verified_account(guest, verified, mailoutbox):
    register(guest, password="an attacker's choice")
    assert log_in(guest).status_code == 200
    assert mailoutbox[0].subject == "You have an account already"


def test_registering_does_not_change_an_account_created_by_staff(guest, mailoutbox):
    User.objects.create_user(ADA, PASSWORD, is_staff=True)
    register(guest, password="an attacker's choice")
    assert User.objects.get().check_password(PASSWORD)
    assert "verify-email" not in mailoutbox[0].body


def test_the_mail_is_sent_again_on_request(guest, mail, mailoutbox):
    assert ask(guest, "registration/resend-email", email=ADA.upper()).status_code == 200
    assert verify(guest, mailoutbox[1]).status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "ada"}, "email"),
        ({"email": "a" * 250 + "@example.com"}, "email"),
        ({"email": "ada\0@example.com"}, "email"),
        ({"email": None}, "email"),
        ({"email": '"a b@"@example.com'}, "email"),
        ({"email": f"ada@{'ä' * 60}.example"}, "email"),
        ({"password2": "another horse"}, "password2"),
        ({"password1": "12345678", "password2": "12345678"}, "password1"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": ADA, "password2": ADA}, "password1"),
        ({"password1": "x" * 129, "password2": "x" * 129}, "password1"),
        ({"password1": ["x"]}, "password1"),
    ],
)
def test_what_cannot_be_an_account_is_400_and_says_why(guest, db, change, field):
    body = {"email": ADA, "password1": PASSWORD, "password2": PASSWORD} | change
    response = ask(guest, "registration", **body)
    assert response.status_code == 400
    assert errors_of(response)[0][0] == field
    assert not User.objects.exists()


@pytest.mark.parametrize("body", [[], "x", 7, None, [{}]])
@pytest.mark.parametrize(
    "route", ["registration", "registration/verify-email", "registration/resend-email"]
)
def test_a_body_that_is_no_object_is_400(guest, db, route, body):
    assert guest.post(f"/api/v1/auth/{route}/", body, format="json").status_code == 400


def test_half_a_character_is_no_password(guest, db):
    body = json.dumps({"email": ADA, "password1": "\ud800" * 9, "password2": "\ud800" * 9})
    response = guest.post("/api/v1/auth/registration/", body, content_type="application/json")
    assert errors_of(response)[0][0] == "password1"


def test_spaces_belong_to_a_password(guest, mailoutbox):
    register(guest, password="  two spaces before")
    verify(guest, mailoutbox[0])
    assert log_in(guest, password="two spaces before").status_code == 400
    assert log_in(guest, password="  two spaces before").status_code == 200


@pytest.mark.parametrize("token", ["stale", ""])
def test_an_invalid_token_does_not_prevent_a_registration(guest, db, token):
    guest.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    assert register(guest).status_code == 201


def test_an_address_in_another_case_is_no_second_user(guest, db):
    for email in ("admin@example.com", "Admin@example.com", "ADMIN@EXAMPLE.COM"):
        register(guest, email)
    assert User.objects.get().email == "admin@example.com"
