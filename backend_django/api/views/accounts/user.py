"""The account of who asks."""

from dj_rest_auth import views
from django.contrib.auth import logout
from django.http import HttpResponse
from rest_framework.request import Request

from jobs.deletion import delete_owner
from users.access import end_access
from users.lock_out import forgive
from users.serializers import ProofSerializer

from .base import AccountView, checked


class UserView(AccountView, views.UserDetailsView):  # type: ignore[misc]
    """Show and change the own account, or remove it."""

    def delete(self, request: Request) -> HttpResponse:
        """Remove the account with everything that belongs to it."""
        checked(ProofSerializer, request)
        end_access(self.owner)  # nobody adds to it any more
        delete_owner(self.owner)
        forgive(self.owner.email)
        if request.auth is None:
            logout(request._request)
        return HttpResponse(status=204)
