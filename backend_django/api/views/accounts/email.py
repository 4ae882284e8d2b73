"""The address of the own account."""

from django.http import HttpResponse
from rest_framework.request import Request

from users.addresses import find_pending, request_change
from users.models import User
from users.serializers import EmailChangeSerializer

from ...documents import EmailDocument
from ..base import document
from .base import AccountView, checked


class EmailView(AccountView):
    """Show and change the own address."""

    @property
    def throttle_scope(self) -> str:
        """Count what sends mails to whatever address."""
        return "registration" if self.request.method == "POST" else "other"

    def get(self, request: Request) -> HttpResponse:
        """Tell the address, and the one that waits to take its place."""
        return describe(self.owner)

    def post(self, request: Request) -> HttpResponse:
        """Ask for another address; it takes its place once the key in its mail was sent back."""
        request_change(self.owner, checked(EmailChangeSerializer, request)["email"])
        return describe(self.owner, 202)


def describe(user: User, status: int = 200) -> HttpResponse:
    """Answer with a user's addresses."""
    body = EmailDocument(email=user.email, verified=user.is_verified, pending=find_pending(user))
    return document(body, status)
