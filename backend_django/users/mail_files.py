"""Development's mail: a file each, and its link in the log, which `./dev up` shows."""

import logging
import re
from typing import Any

from django.core.mail.backends import filebased

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
