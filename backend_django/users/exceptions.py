"""Why an account's request cannot be answered now.

APIException
├── TooManyFailures
└── MailUnavailable
"""

from rest_framework import status
from rest_framework.exceptions import APIException


class TooManyFailures(APIException):
    """The password was wrong too often; `wait` is in seconds."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_detail = "There were too many failed attempts. Try again later."

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


class MailUnavailable(APIException):
    """The mail could not be handed over, so nothing has been done."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "No mail can be sent at the moment, so nothing was changed. Try again."
    wait = 60
