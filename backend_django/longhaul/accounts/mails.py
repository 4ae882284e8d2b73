"""Development's mail: a file each, and its link in the log, which `./dev up` shows."""

import logging
import re
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.mail.backends import filebased

from longhaul.accounts.sign_in import MailUnavailable

# ── Development's mail: a file each, and its link in the log, which `./dev up` shows.

logger = logging.getLogger(__name__)

LINK = re.compile(r"https?://\S+/(?:verify-email|reset-password)/\S+")


class EmailBackend(filebased.EmailBackend):
    """Write mails to `EMAIL_FILE_PATH`."""

    def write_message(self, message: Any) -> None:
        """Write one, and say so."""
        super().write_message(message)
        link = LINK.search(message.body)
        ending = f": {link[0]}" if link else ""
        logger.info("mail to %s, “%s”%s", ", ".join(message.to), message.subject, ending)


# ── Mails about accounts, as text and HTML; the templates are in `templates/account/email/`.


def send(template: str, to: str, **values: Any) -> None:
    """Send a mail now.

    It is a part of the request: its work is the same for every address, and whoever asked learns
    when it could not be sent. Call it in the transaction, last, so that nothing is half-done.

    Raises:
        MailUnavailable: the mail server does not take it.
    """
    values |= {"email": to, "page_title": settings.PAGE_TITLE, "page_url": page_url("/")}
    message = get_adapter().render_mail(f"account/email/{template}", to, values)
    try:
        message.send()
    except (OSError, AnymailError) as error:
        logger.error("a mail could not be sent: %s", error)
        raise MailUnavailable from error


def page_url(path: str) -> str:
    """Return an address of the page: where the settings say it is, else where this request went."""
    return str(settings.PAGE_URL or context.request.build_absolute_uri("/")).rstrip("/") + path
