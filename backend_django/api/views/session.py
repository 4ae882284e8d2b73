"""The page's way to sign in: an HttpOnly cookie, and CSRF protection from the first request on."""

from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.middleware.csrf import get_token
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from users.serializers import LoginSerializer

from ..authentication import SessionAuthentication
from ..documents import SessionDocument, SessionUser
from .accounts.base import AccountView, checked
from .base import document


class SessionView(AccountView):
    """Who is signed in at the page."""

    permission_classes = [AllowAny]
    authentication_classes = [SessionAuthentication]

    @property
    def throttle_scope(self) -> str:
        """Count attempts to sign in; looking and signing out are none."""
        return "sign_in" if self.request.method == "POST" else "other"

    def get(self, request: Request) -> HttpResponse:
        """Tell who is signed in, and give the CSRF cookie."""
        get_token(request._request)
        user = request.user
        signed_in = SessionUser(email=user.email, is_staff=user.is_staff) if user.pk else None
        return document(SessionDocument(user=signed_in))

    def post(self, request: Request) -> HttpResponse:
        """Sign in with e-mail address and password."""
        # Before there is a user, the framework checks no CSRF token; signing in needs one, too.
        SessionAuthentication().enforce_csrf(request)
        login(request._request, checked(LoginSerializer, request)["user"])
        return HttpResponse(status=204)

    def delete(self, request: Request) -> HttpResponse:
        """Sign out."""
        logout(request._request)
        return HttpResponse(status=204)
