import logging

import pytest
from django.core.mail import EmailMessage

from longhaul.accounts.mails import EmailBackend


@pytest.fixture
def deliver(tmp_path, caplog):
    caplog.set_level(logging.INFO, "users")
    backend = EmailBackend(file_path=tmp_path)
    return lambda body: backend.send_messages([EmailMessage("Hello", body, "a@b.c", ["d@e.f"])])


def test_a_mail_is_a_file(deliver, tmp_path):
    deliver("What it says")
    [file] = tmp_path.iterdir()
    assert "What it says" in file.read_text()


@pytest.mark.parametrize("path", ["verify-email/a:b-c", "reset-password/1/x-y"])
def test_its_link_is_logged(deliver, caplog, path):
    deliver(f"Follow\n\nhttp://127.0.0.1:8000/{path}\n\nSoon.")
    assert caplog.messages == [f"mail to d@e.f, “Hello”: http://127.0.0.1:8000/{path}"]


def test_a_mail_without_one_is_logged_too(deliver, caplog):
    deliver("See http://127.0.0.1:8000/")
    assert caplog.messages == ["mail to d@e.f, “Hello”"]
