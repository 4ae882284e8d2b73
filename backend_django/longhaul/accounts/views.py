"""The HTTP API of accounts."""

from typing import Any, cast
from uuid import UUID

from dj_rest_auth import views
from dj_rest_auth.registration import views as registration_views
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from drf_spectacular.types import OpenApiTypes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from longhaul.accounts.addresses import confirm, find_pending, request_change
from longhaul.accounts.authentication import SessionAuthentication, TokenAuthentication
from longhaul.accounts.models import EmailUser, Token
from longhaul.accounts.passwords import request_reset
from longhaul.accounts.registration import register, resend
from longhaul.accounts.serializers import (
    AddressSerializer,
    DetailDocument,
    EmailChangeSerializer,
    EmailDocument,
    KeySerializer,
    LoginSerializer,
    NewTokenDocument,
    PasswordChangeSerializer,
    PasswordResetConfirmSerializer,
    ProofSerializer,
    RegisterSerializer,
    SessionDocument,
    SessionUser,
    TokenDocument,
    TokenList,
    TokenSerializer,
    UserSerializer,
    VerifySerializer,
)
from longhaul.accounts.sessions import end_access, sign_out_everywhere
from longhaul.accounts.sign_in import forgive
from longhaul.api.http import invalid
from longhaul.api.openapi import in_path, inherited_operation, operation
from longhaul.api.problems import Problem
from longhaul.api.views import EngineView, document
from longhaul.jobs.services import delete_owner

MAX_TOKENS = 100  # per user, beside those of sign-ins


class AccountView(EngineView):
    """A view of accounts. It opens its own transactions, so that failed sign-ins stay counted."""

    tag = "accounts"

    @property
    def owner(self) -> EmailUser:
        """The caller, in a view that guests cannot reach."""
        user: Any = self.request.user
        return cast("EmailUser", user)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Keep responses about accounts out of every cache."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class GuestView(AccountView):
    """A view of accounts for guests. It ignores credentials: those sent may have expired."""

    permission_classes = (AllowAny,)
    authentication_classes = ()


def validate(serializer_class: Any, request: Any) -> Any:
    """Return the validated body of a request.

    Raises:
        ValidationError: names the fields.
    """
    serializer = serializer_class(data=request.data, context={"request": request})
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def say(detail: str) -> HttpResponse:
    """Respond with one sentence."""
    return document(DetailDocument(detail=detail))


# ── Sign-in and sign-out with a token.


@inherited_operation(
    "post", "login", "Sign in with a token", request=LoginSerializer, body=KeySerializer
)
class LoginView(GuestView, views.LoginView):  # type: ignore[misc]
    """Return a token for e-mail address and password."""

    throttle_scope = "sign_in"


class LogoutView(AccountView):
    authentication_classes = (TokenAuthentication,)

    @operation("logout", "Sign out with a token", body=DetailDocument)
    def post(self, request: Request) -> HttpResponse:
        """Revoke the token of this request. The page's session ends at `auth/session/`."""
        token: Any = request.auth
        token.delete()
        return say("Signed out.")


# ── The page's sign-in: an HttpOnly cookie, and CSRF protection from the first request on.


class SessionView(AccountView):
    permission_classes = (AllowAny,)
    authentication_classes = (SessionAuthentication,)

    throttle_scope = {"POST": "sign_in"}

    @operation("session_get", "Who is signed in at the page?", body=SessionDocument)
    def get(self, request: Request) -> HttpResponse:
        """Return who is signed in, and set the CSRF cookie."""
        get_token(request._request)
        user = request.user
        signed_in = SessionUser(email=user.email, is_staff=user.is_staff) if user.pk else None
        return document(SessionDocument(user=signed_in))

    @operation("session_create", "Sign in at the page", request=LoginSerializer, success=(204,))
    def post(self, request: Request) -> HttpResponse:
        """Sign in with e-mail address and password."""
        # The framework checks the CSRF token of signed-in users only; sign-in needs it, too.
        SessionAuthentication().enforce_csrf(request)
        login(request._request, validate(LoginSerializer, request)["user"])
        return HttpResponse(status=204)

    @operation("session_delete", "Sign out at the page", success=(204,))
    def delete(self, request: Request) -> HttpResponse:
        """Sign out."""
        logout(request._request)
        return HttpResponse(status=204)


class SessionsView(AccountView):
    @operation("sessions_delete", "Sign out everywhere", success=(204,))
    def delete(self, request: Request) -> HttpResponse:
        """Sign out everywhere, here as well. Tokens that were created by name stay valid."""
        sign_out_everywhere(self.owner)
        if request.auth is None:
            logout(request._request)
        return HttpResponse(status=204)


# ── The own account.


@inherited_operation("get", "user_get", "Who am I?", body=UserSerializer)
@inherited_operation(
    "put", "user_put", "Change all names", request=UserSerializer, body=UserSerializer
)
@inherited_operation(
    "patch", "user_patch", "Change some names", request=UserSerializer, body=UserSerializer
)
class UserView(AccountView, views.UserDetailsView):  # type: ignore[misc]
    """Show, change or delete the own account."""

    @operation(
        "user_delete",
        "Delete the account with everything in it",
        request=ProofSerializer,
        success=(204,),
    )
    def delete(self, request: Request) -> HttpResponse:
        """Delete the account with everything that belongs to it."""
        validate(ProofSerializer, request)
        end_access(self.owner)  # from now on, no request adds anything
        delete_owner(self.owner)
        forgive(self.owner.email)
        if request.auth is None:
            logout(request._request)
        return HttpResponse(status=204)


class EmailView(AccountView):
    throttle_scope = {"POST": "registration"}

    @operation("email_get", "Which addresses do I have?", body=EmailDocument)
    def get(self, request: Request) -> HttpResponse:
        """Return the address, and the pending one that will replace it."""
        return self._describe()

    @operation(
        "email_change",
        "Change the address",
        request=EmailChangeSerializer,
        body=EmailDocument,
        success=(202,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Request another address; it replaces the present one once it is confirmed."""
        request_change(self.owner, validate(EmailChangeSerializer, request)["email"])
        return self._describe(status=202)

    def _describe(self, status: int = 200) -> HttpResponse:
        email, verified = self.owner.email, self.owner.is_verified
        pending = find_pending(self.owner)
        return document(EmailDocument(email=email, verified=verified, pending=pending), status)


# ── Passwords.


@inherited_operation(
    "post",
    "password_change",
    "Change the password",
    request=PasswordChangeSerializer,
    body=DetailDocument,
)
class PasswordChangeView(AccountView, views.PasswordChangeView):  # type: ignore[misc]
    """Change the own password; other sessions and all tokens end."""


class PasswordResetView(GuestView):
    throttle_scope = "registration"

    @operation(
        "password_reset",
        "Request a link to set a new password",
        request=AddressSerializer,
        body=DetailDocument,
    )
    def post(self, request: Request) -> HttpResponse:
        """Send a mail with a link. The response is the same for every address."""
        request_reset(validate(AddressSerializer, request)["email"])
        return say("A mail is on its way. Its link is valid for a day.")


@inherited_operation(
    "post",
    "password_reset_confirm",
    "Set a new password with the link",
    request=PasswordResetConfirmSerializer,
    body=DetailDocument,
)
class PasswordResetConfirmView(GuestView, views.PasswordResetConfirmView):  # type: ignore[misc]
    """Set a new password with the parts of the link; all sessions and tokens end."""

    throttle_scope = "sign_in"


# ── Registration.


@inherited_operation(
    "post",
    "register",
    "Create an account",
    request=RegisterSerializer,
    body=DetailDocument,
    success=(201,),
)
class RegisterView(GuestView, registration_views.RegisterView):  # type: ignore[misc]
    """Create an account, which cannot be used until its address is verified."""

    throttle_scope = "registration"

    def perform_create(self, serializer: Any) -> None:
        given = serializer.validated_data
        register(given["email"], given["password1"])


class VerifyEmailView(GuestView):
    throttle_scope = "sign_in"

    @operation("verify_email", "Verify an address", request=VerifySerializer, body=DetailDocument)
    def post(self, request: Request) -> HttpResponse:
        """Verify the address of a registration or of a change, by the key in its mail."""
        if not confirm(validate(VerifySerializer, request)["key"]):
            detail = "This link is invalid or has expired. Ask for a new mail."
            raise invalid("key", detail, "invalid_link")
        return say("The address is verified.")


class ResendEmailView(GuestView):
    throttle_scope = "registration"

    @operation(
        "resend_email",
        "Send the mail of a registration again",
        request=AddressSerializer,
        body=DetailDocument,
    )
    def post(self, request: Request) -> HttpResponse:
        """Send the mail again. The response is the same for every address."""
        resend(validate(AddressSerializer, request)["email"])
        return say("A mail is on its way.")


# ── Tokens.


class TokensView(AccountView):
    @operation("tokens", "Which tokens are valid?", body=TokenList)
    def get(self, request: Request) -> HttpResponse:
        """List the valid tokens, newest first, without their keys."""
        tokens = Token.objects.live().filter(user=self.owner.pk)
        return document(TokenList([TokenDocument.model_validate(token) for token in tokens]))

    @operation(
        "token_create",
        "Create a token",
        request=TokenSerializer,
        body=NewTokenDocument,
        success=(201,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Create a token. Its key is part of this response only."""
        given = validate(TokenSerializer, request)
        if self.owner.tokens.filter(is_sign_in=False).count() >= MAX_TOKENS:
            raise Problem("limit_exceeded", f"Delete one of your {MAX_TOKENS} tokens first.")
        token = Token.objects.issue(self.owner, given["name"], expires_at=given["expires_at"])
        return document(NewTokenDocument.model_validate(token), 201)


class TokenView(AccountView):
    path_parameters = (in_path("token", "The token's id.", OpenApiTypes.UUID),)

    @operation("token_delete", "Revoke a token", success=(204,), problems=("not_found",))
    def delete(self, request: Request, token: str) -> HttpResponse:
        """Revoke a token."""
        deleted, _ = self.owner.tokens.filter(pk=UUID(token)).delete()
        if not deleted:
            raise Http404
        return HttpResponse(status=204)
