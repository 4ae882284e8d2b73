from pathlib import Path

import pytest
from allauth.core.context import request_context
from django.core import mail
from django.test import RequestFactory, override_settings

from longhaul.accounts.mails import page_url, send

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "account" / "email"
NAMES = sorted(path.name.removesuffix("_subject.txt") for path in TEMPLATES.glob("*_subject.txt"))
LINK = "http://testserver/verify-email/a:b"


@pytest.fixture(autouse=True)
def request_():
    with request_context(RequestFactory().get("/")):
        yield


def sent(name, **values):
    send(name, "ada@example.com", **values)
    return mail.outbox[-1]


@pytest.mark.parametrize("name", NAMES)
def test_every_mail_has_a_subject_a_text_and_a_page(name):
    message = sent(name, link=LINK, new_email="<b>@example.com")
    [page] = message.alternatives
    assert message.subject
    assert page.mimetype == "text/html"
    assert LINK in message.body
    assert f'href="{LINK}"' in page.content


@pytest.mark.parametrize("name", NAMES)
def test_every_mail_says_who_sends_it_and_what_to_do_if_it_was_not_asked_for(name):
    message = sent(name)
    for body in (message.body, message.alternatives[0].content):
        assert "Longhaul" in body
        assert "If " in body


def test_the_text_is_no_html_and_the_page_is():
    message = sent("email_changed", new_email="o'hara&<b>@example.com")
    assert "o'hara&<b>@example.com" in message.body
    assert "o&#x27;hara&amp;&lt;b&gt;@example.com" in message.alternatives[0].content


def test_a_mail_without_a_link_shows_no_button():
    assert "Or copy" not in sent("unknown_account").alternatives[0].content


def test_a_mail_comes_from_the_address_of_the_settings(settings):
    settings.DEFAULT_FROM_EMAIL = "Team <team@example.com>"
    assert sent("unknown_account").from_email == "Team <team@example.com>"


def test_the_page_is_where_the_request_went():
    assert page_url("/register") == "http://testserver/register"


@pytest.mark.parametrize("base", ["https://app.example.com", "https://app.example.com/"])
def test_or_where_the_settings_say(base):
    with override_settings(PAGE_URL=base):
        assert page_url("/register") == "https://app.example.com/register"


def test_the_page_is_asked_for_nothing_from_outside():
    for name in NAMES:
        page = sent(name, link=LINK).alternatives[0].content
        assert "src=" not in page
        assert "url(" not in page
