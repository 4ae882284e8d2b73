"""Everywhere that somebody is signed in."""

from django.contrib.auth import logout
from django.http import HttpResponse
from rest_framework.request import Request

from users.access import sign_out_everywhere

from .base import AccountView


class SessionsView(AccountView):
    """The own sessions, at the page and by token."""

    def delete(self, request: Request) -> HttpResponse:
        """Sign out everywhere, here as well. Tokens that were made by name go on."""
        sign_out_everywhere(self.owner)
        if request.auth is None:
            logout(request._request)
        return HttpResponse(status=204)
