"""New accounts."""

from typing import Any

from dj_rest_auth.registration import views
from django.http import HttpResponse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from users.addresses import confirm
from users.registration import register, resend
from users.serializers import AddressSerializer, VerifySerializer

from ...fields import invalid
from .base import AccountView, checked, say


class RegisterView(AccountView, views.RegisterView):  # type: ignore[misc]
    """Make an account, which waits until its address is verified."""

    throttle_scope = "registration"
    authentication_classes = ()

    def perform_create(self, serializer: Any) -> None:
        """Do and say the same, whether the address is known or not."""
        given = serializer.validated_data
        register(given["email"], given["password1"])


class VerifyEmailView(AccountView):
    """Take the key of a mail as proof that the address is the account's."""

    throttle_scope = "sign_in"
    authentication_classes = ()
    permission_classes = (AllowAny,)

    def post(self, request: Request) -> HttpResponse:
        """Verify an address, of a new account or a new one of an account."""
        if not confirm(checked(VerifySerializer, request)["key"]):
            detail = "This link does not hold any more. Ask for a new mail."
            raise invalid("key", detail, "invalid_link")
        return say("The address is verified.")


class ResendEmailView(AccountView):
    """Send a registration's mail again."""

    throttle_scope = "registration"
    authentication_classes = ()
    permission_classes = (AllowAny,)

    def post(self, request: Request) -> HttpResponse:
        """Send it, in words that are the same for every address."""
        resend(checked(AddressSerializer, request)["email"])
        return say("A mail is on its way.")
