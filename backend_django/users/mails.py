"""Mails about accounts, as text and HTML; the templates are in `templates/account/email/`."""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from anymail.exceptions import AnymailError
from django.conf import settings

from .exceptions import MailUnavailable

logger = logging.getLogger(__name__)


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
