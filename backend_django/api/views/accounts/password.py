"""A new password."""

from dj_rest_auth import views
from django.http import HttpResponse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from users.reset import request_reset
from users.serializers import AddressSerializer

from .base import AccountView, checked, say


class PasswordChangeView(AccountView, views.PasswordChangeView):  # type: ignore[misc]
    """Change the own password; other sessions and all tokens end."""


class PasswordResetView(AccountView):
    """Begin to choose a new password."""

    throttle_scope = "registration"
    authentication_classes = ()
    permission_classes = (AllowAny,)

    def post(self, request: Request) -> HttpResponse:
        """Send a link, in words that are the same for every address."""
        request_reset(checked(AddressSerializer, request)["email"])
        return say("A mail is on its way. Its link holds for a day.")


class PasswordResetConfirmView(AccountView, views.PasswordResetConfirmView):  # type: ignore[misc]
    """Choose a new password with the link's help; all sessions and tokens end."""

    throttle_scope = "sign_in"
    authentication_classes = ()
