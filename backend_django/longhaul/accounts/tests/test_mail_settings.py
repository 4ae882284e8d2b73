import pytest
from anymail.backends.mailgun import EmailBackend as Mailgun
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.test import override_settings

from longhaul.settings.from_url import mail_settings


def test_smtp_is_one_address():
    made = mail_settings("smtp+tls://me:secret@mail.example.com:587")
    assert made["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == ("mail.example.com", 587)
    assert (made["EMAIL_HOST_USER"], made["EMAIL_USE_TLS"]) == ("me", True)


def test_so_is_a_provider():
    made = mail_settings("mailgun://?api_key=k&sender_domain=mg.example.com")
    assert made["ANYMAIL"] == {"MAILGUN_API_KEY": "k", "MAILGUN_SENDER_DOMAIN": "mg.example.com"}
    with override_settings(**made):
        connection = get_connection()
    assert isinstance(connection, Mailgun)
    assert (connection.api_key, connection.sender_domain) == ("k", "mg.example.com")


def test_a_name_of_two_words_has_a_hyphen():
    made = mail_settings("unisender-go://?api_key=k")
    assert made["EMAIL_BACKEND"] == "anymail.backends.unisender_go.EmailBackend"
    assert made["ANYMAIL"] == {"UNISENDER_GO_API_KEY": "k"}


@pytest.mark.parametrize("url", ["", "pigeon://?api_key=k", "mail.example.com:25"])
def test_an_unknown_provider_is_refused_at_the_start(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        mail_settings(url)
