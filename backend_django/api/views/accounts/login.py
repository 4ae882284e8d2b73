"""Signing in and out with a token."""

from typing import Any

from dj_rest_auth import views
from django.http import HttpResponse
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from ...authentication import TokenAuthentication
from .base import AccountView, say


class LoginView(AccountView, views.LoginView):  # type: ignore[misc]
    """Give a token for e-mail address and password."""

    throttle_scope = "sign_in"
    authentication_classes = ()  # whoever signs in may send a token that does not hold any more


class LogoutView(AccountView):
    """End the token that is sent; the page's session ends at `auth/session/`."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (IsAuthenticated,)

    def post(self, request: Request) -> HttpResponse:
        """End the token that is sent."""
        token: Any = request.auth
        token.delete()
        return say("Signed out.")
