"""When the mail server is unavailable, the answer is 503 and nothing has changed."""

import smtplib

import pytest
from anymail.exceptions import AnymailRequestsAPIError
from django.core.mail.backends.locmem import EmailBackend

from longhaul.accounts.tests.api.steps import ADA, ask, register
from longhaul.api.tests.steps import PASSWORD
from users.models import User


@pytest.fixture(
    params=[ConnectionRefusedError, TimeoutError, smtplib.SMTPServerDisconnected, "provider"]
)
def away(request, monkeypatch):
    """Make sending fail for one of several reasons."""
    error = AnymailRequestsAPIError("a secret") if request.param == "provider" else request.param

    def refuse(*_):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


@pytest.mark.parametrize(
    ("route", "email"),
    [
        ("password/reset", ADA),
        ("password/reset", "unknown@example.com"),
        ("registration/resend-email", ADA),
        ("registration/resend-email", "unknown@example.com"),
    ],
)
def test_a_request_for_a_mail_is_503(guest, verified, away, route, email):
    response = ask(guest, route, email=email)
    assert (response.status_code, response.json()["code"]) == (503, "unavailable")
    assert int(response["Retry-After"]) >= 1
    assert "secret" not in response.json()["detail"]


def test_no_account_is_created(guest, db, away):
    assert register(guest).status_code == 503
    assert not User.objects.exists()


def test_a_known_address_gets_the_same_answer(guest, verified, away):
    assert register(guest).status_code == 503
    assert User.objects.get().check_password(PASSWORD)


def test_an_unverified_account_keeps_its_password(guest, unverified, away):
    assert register(guest, unverified.email, "another one again").status_code == 503
    assert User.objects.get().check_password(PASSWORD)


def test_no_change_of_address_is_pending(page, away):
    assert ask(page, "email", email="new@example.com", password=PASSWORD).status_code == 503
    assert page.get("/api/v1/auth/email/").json()["pending"] is None
