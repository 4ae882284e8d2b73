import logging
from pathlib import Path

import pytest
from allauth.core.context import request_context
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import RequestFactory, override_settings

from longhaul.accounts.mails import EmailBackend, page_url, send

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


@pytest.fixture
def deliver(tmp_path, caplog):
    caplog.set_level(logging.INFO, "longhaul.accounts")
    backend = EmailBackend(file_path=tmp_path)
    return lambda body: backend.send_messages([EmailMessage("Hello", body, "a@b.c", ["d@e.f"])])


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
        assert settings.PRODUCT_NAME in body
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
def test_the_settings_say_where_the_page_is(base):
    with override_settings(PAGE_URL=base):
        assert page_url("/register") == "https://app.example.com/register"


def test_a_mail_loads_nothing():
    for name in NAMES:
        page = sent(name, link=LINK).alternatives[0].content
        assert "src=" not in page
        assert "url(" not in page


def test_a_mail_is_a_file(deliver, tmp_path):
    deliver("What it says")
    [file] = tmp_path.iterdir()
    assert "What it says" in file.read_text()


@pytest.mark.parametrize("path", ["verify-email/a:b-c", "reset-password/1/x-y"])
def test_the_link_of_a_mail_is_logged(deliver, caplog, path):
    deliver(f"Follow\n\nhttp://127.0.0.1:8000/{path}\n\nSoon.")
    assert caplog.messages == [f"mail to d@e.f, “Hello”: http://127.0.0.1:8000/{path}"]


def test_a_mail_without_a_link_is_logged(deliver, caplog):
    deliver("See http://127.0.0.1:8000/")
    assert caplog.messages == ["mail to d@e.f, “Hello”"]
