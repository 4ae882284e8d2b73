"""Mails about accounts, as text and HTML; the templates are in `templates/account/email/`."""

import logging
import re
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.mail.backends import filebased

from longhaul.api.problems import Problem

logger = logging.getLogger(__name__)


def send(template: str, to: str, **values: Any) -> None:
    """Send a mail within the request.

    So the work is the same for every address, and the caller learns when the mail could not be
    sent. Call it last in the transaction, so that a failure leaves nothing half-done.

    Raises:
        Problem: the mail server does not accept the mail.
    """
    values |= {
        "email": to,
        "product_name": settings.PRODUCT_NAME,
        "color": settings.PRODUCT_COLORS["600"],
        "support_email": settings.SUPPORT_EMAIL,
        "page_url": page_url("/"),
    }
    message = get_adapter().render_mail(f"account/email/{template}", to, values)
    try:
        message.send()
    except (OSError, AnymailError) as error:
        logger.error("a mail could not be sent: %s", error)
        detail = "No mail can be sent at the moment, so nothing was changed. Try again."
        raise Problem("unavailable", detail, headers={"Retry-After": "60"}) from error


def send_unknown(email: str) -> None:
    """Tell the owner of an address that no account has it."""
    send("unknown_account", email, signup_url=page_url("/register"))


def send_already_registered(email: str) -> None:
    """Tell the owner of an account that its address was entered again."""
    send("account_already_exists", email, reset_url=page_url("/reset-password"))


def page_url(path: str) -> str:
    """Return a URL of the page, on the host of the settings or else of the current request."""
    return str(settings.PAGE_URL or context.request.build_absolute_uri("/")).rstrip("/") + path


# ── Development: each mail is a file, and its link appears in the log that `./dev up` shows.

LINK = re.compile(r"https?://\S+/(?:verify-email|reset-password)/\S+")


class EmailBackend(filebased.EmailBackend):
    """Writes mails to `EMAIL_FILE_PATH`."""

    def write_message(self, message: Any) -> None:
        """Write a mail, and log it with its link."""
        super().write_message(message)
        link = LINK.search(message.body)
        ending = f": {link[0]}" if link else ""
        logger.info("mail to %s, “%s”%s", ", ".join(message.to), message.subject, ending)
