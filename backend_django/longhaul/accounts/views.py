"""The HTTP API of accounts."""

from typing import Any, cast
from uuid import UUID

from dj_rest_auth import views
from dj_rest_auth.registration import views as registration_views
from django.contrib.auth import login, logout
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from drf_spectacular.types import OpenApiTypes
from pydantic import BaseModel, ConfigDict, Field, RootModel
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from longhaul.accounts.access import end_access, sign_out_everywhere
from longhaul.accounts.addresses import confirm, find_pending, request_change
from longhaul.accounts.authentication import SessionAuthentication, TokenAuthentication
from longhaul.accounts.models import EmailUser, Token
from longhaul.accounts.registration import register, request_reset, resend
from longhaul.accounts.serializers import (
    AddressSerializer,
    EmailChangeSerializer,
    KeySerializer,
    LoginSerializer,
    PasswordChangeSerializer,
    PasswordResetConfirmSerializer,
    ProofSerializer,
    RegisterSerializer,
    TokenSerializer,
    UserSerializer,
    VerifySerializer,
)
from longhaul.accounts.sign_in import forgive
from longhaul.api.http import Moment, invalid
from longhaul.api.openapi import in_path, operation
from longhaul.api.problems import Problem
from longhaul.api.views import EngineView, document
from longhaul.jobs.services import delete_owner

# ── What the API says of people and their tokens.


class SessionUser(BaseModel):
    email: str
    is_staff: bool


class SessionDocument(BaseModel):
    """Who is signed in at the page; null for a guest."""

    user: SessionUser | None


class DetailDocument(BaseModel):
    """What happened, in one sentence."""

    detail: str


class EmailDocument(BaseModel):
    """An account's address; `pending` takes its place once it is verified."""

    email: str
    verified: bool
    pending: str | None


class TokenDocument(BaseModel):
    """A token; `last_used_at` is true to the minute, null while it was not used."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    created_at: Moment
    last_used_at: Moment | None
    expires_at: Moment | None


class NewTokenDocument(TokenDocument):
    """A token that was made just now."""

    key: str = Field(description="Send it as `Authorization: Token <key>`. It is shown only now.")


class TokenList(RootModel[list[TokenDocument]]):
    """The tokens that hold."""


# ── What the views of accounts share.


class AccountView(EngineView):
    """A view of accounts. It opens its own transactions, so that failed sign-ins stay counted."""

    tag = "accounts"

    @property
    def owner(self) -> EmailUser:
        """Return the user who asks, where guests are kept out."""
        user: Any = self.request.user
        return cast("EmailUser", user)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Keep what is said about accounts out of every cache."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


def checked(serializer_class: Any, request: Any) -> Any:
    """Return what came in, checked. Raises ValidationError."""
    serializer = serializer_class(data=request.data, context={"request": request})
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def say(detail: str, status: int = 200) -> HttpResponse:
    """Answer with one sentence."""
    return document(DetailDocument(detail=detail), status)


# ── Signing in and out with a token.


@method_decorator(
    operation("login", "Sign in with a token", request=LoginSerializer, body=KeySerializer),
    name="post",
)
class LoginView(AccountView, views.LoginView):  # type: ignore[misc]
    """Give a token for e-mail address and password."""

    throttle_scope = "sign_in"
    permission_classes = [AllowAny]
    authentication_classes = ()  # whoever signs in may send a token that does not hold any more


class LogoutView(AccountView):
    """End the token that is sent; the page's session ends at `auth/session/`."""

    authentication_classes = (TokenAuthentication,)

    @operation("logout", "End the token that is sent", body=DetailDocument)
    def post(self, request: Request) -> HttpResponse:
        """End the token that is sent."""
        token: Any = request.auth
        token.delete()
        return say("Signed out.")


# ── The page's way to sign in: an HttpOnly cookie, and CSRF protection from the first request on.


class SessionView(AccountView):
    """Who is signed in at the page."""

    permission_classes = [AllowAny]
    authentication_classes = [SessionAuthentication]

    @property
    def throttle_scope(self) -> str:  # type: ignore[override]  # depends on the method
        """Count attempts to sign in; looking and signing out are none."""
        return "sign_in" if self.request.method == "POST" else "other"

    @operation("session_get", "Who is signed in at the page?", body=SessionDocument)
    def get(self, request: Request) -> HttpResponse:
        """Tell who is signed in, and give the CSRF cookie."""
        get_token(request._request)
        user = request.user
        signed_in = SessionUser(email=user.email, is_staff=user.is_staff) if user.pk else None
        return document(SessionDocument(user=signed_in))

    @operation("session_create", "Sign in at the page", request=LoginSerializer, success=(204,))
    def post(self, request: Request) -> HttpResponse:
        """Sign in with e-mail address and password."""
        # Before there is a user, the framework checks no CSRF token; signing in needs one, too.
        SessionAuthentication().enforce_csrf(request)
        login(request._request, checked(LoginSerializer, request)["user"])
        return HttpResponse(status=204)

    @operation("session_delete", "Sign out at the page", success=(204,))
    def delete(self, request: Request) -> HttpResponse:
        """Sign out."""
        logout(request._request)
        return HttpResponse(status=204)


# ── Everywhere that somebody is signed in.


class SessionsView(AccountView):
    """The own sessions, at the page and by token."""

    @operation("sessions_delete", "Sign out everywhere", success=(204,))
    def delete(self, request: Request) -> HttpResponse:
        """Sign out everywhere, here as well. Tokens that were made by name go on."""
        sign_out_everywhere(self.owner)
        if request.auth is None:
            logout(request._request)
        return HttpResponse(status=204)


# ── The account of who asks.


@method_decorator(operation("user_get", "Who am I?", body=UserSerializer), name="get")
@method_decorator(
    operation("user_put", "Change the own names", request=UserSerializer, body=UserSerializer),
    name="put",
)
@method_decorator(
    operation("user_patch", "Change some names", request=UserSerializer, body=UserSerializer),
    name="patch",
)
class UserView(AccountView, views.UserDetailsView):  # type: ignore[misc]
    """Show and change the own account, or remove it."""

    @operation(
        "user_delete",
        "Remove the account with everything in it",
        request=ProofSerializer,
        success=(204,),
    )
    def delete(self, request: Request) -> HttpResponse:
        """Remove the account with everything that belongs to it."""
        checked(ProofSerializer, request)
        end_access(self.owner)  # nobody adds to it any more
        delete_owner(self.owner)
        forgive(self.owner.email)
        if request.auth is None:
            logout(request._request)
        return HttpResponse(status=204)


# ── A new password.


@method_decorator(
    operation(
        "password_change",
        "Change the own password",
        request=PasswordChangeSerializer,
        body=DetailDocument,
    ),
    name="post",
)
class PasswordChangeView(AccountView, views.PasswordChangeView):  # type: ignore[misc]
    """Change the own password; other sessions and all tokens end."""


class PasswordResetView(AccountView):
    """Begin to choose a new password."""

    throttle_scope = "registration"
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @operation(
        "password_reset",
        "Ask for a link to a new password",
        request=AddressSerializer,
        body=DetailDocument,
    )
    def post(self, request: Request) -> HttpResponse:
        """Send a link, in words that are the same for every address."""
        request_reset(checked(AddressSerializer, request)["email"])
        return say("A mail is on its way. Its link holds for a day.")


@method_decorator(
    operation(
        "password_reset_confirm",
        "Choose a new password",
        request=PasswordResetConfirmSerializer,
        body=DetailDocument,
    ),
    name="post",
)
class PasswordResetConfirmView(AccountView, views.PasswordResetConfirmView):  # type: ignore[misc]
    """Choose a new password with the link's help; all sessions and tokens end."""

    throttle_scope = "sign_in"
    authentication_classes = ()
    permission_classes = [AllowAny]


# ── New accounts.


@method_decorator(
    operation(
        "register",
        "Make an account",
        request=RegisterSerializer,
        body=DetailDocument,
        success=(201,),
    ),
    name="post",
)
class RegisterView(AccountView, registration_views.RegisterView):  # type: ignore[misc]
    """Make an account, which waits until its address is verified."""

    throttle_scope = "registration"
    authentication_classes = ()
    permission_classes = [AllowAny]

    def perform_create(self, serializer: Any) -> None:
        """Do and say the same, whether the address is known or not."""
        given = serializer.validated_data
        register(given["email"], given["password1"])


class VerifyEmailView(AccountView):
    """Take the key of a mail as proof that the address is the account's."""

    throttle_scope = "sign_in"
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @operation("verify_email", "Verify an address", request=VerifySerializer, body=DetailDocument)
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

    @operation(
        "resend_email",
        "Send the mail of a registration again",
        request=AddressSerializer,
        body=DetailDocument,
    )
    def post(self, request: Request) -> HttpResponse:
        """Send it, in words that are the same for every address."""
        resend(checked(AddressSerializer, request)["email"])
        return say("A mail is on its way.")


# ── The address of the own account.


class EmailView(AccountView):
    """Show and change the own address."""

    @property
    def throttle_scope(self) -> str:  # type: ignore[override]  # depends on the method
        """Count what sends mails to whatever address."""
        return "registration" if self.request.method == "POST" else "other"

    @operation("email_get", "Which addresses do I have?", body=EmailDocument)
    def get(self, request: Request) -> HttpResponse:
        """Tell the address, and the one that waits to take its place."""
        return describe(self.owner)

    @operation(
        "email_change",
        "Change the own address",
        request=EmailChangeSerializer,
        body=EmailDocument,
        success=(202,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Ask for another address; it takes its place once the key in its mail was sent back."""
        request_change(self.owner, checked(EmailChangeSerializer, request)["email"])
        return describe(self.owner, 202)


def describe(user: EmailUser, status: int = 200) -> HttpResponse:
    """Answer with a user's addresses."""
    body = EmailDocument(email=user.email, verified=user.is_verified, pending=find_pending(user))
    return document(body, status)


# ── The own tokens.

MAX_TOKENS = 100


class TokensView(AccountView):
    """List and make tokens."""

    @operation("tokens", "Which tokens hold?", body=TokenList)
    def get(self, request: Request) -> HttpResponse:
        """List the tokens that hold, newest first, without their keys."""
        tokens = Token.objects.live().filter(user=self.owner)
        return document(TokenList([TokenDocument.model_validate(token) for token in tokens]))

    @operation(
        "token_create",
        "Make a token",
        request=TokenSerializer,
        body=NewTokenDocument,
        success=(201,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Make a token. Its key is shown now and never again."""
        given = checked(TokenSerializer, request)
        if Token.objects.filter(user=self.owner, is_sign_in=False).count() >= MAX_TOKENS:
            raise Problem("limit_exceeded", f"Delete one of your {MAX_TOKENS} tokens first.")
        token = Token.objects.issue(self.owner, given["name"], expires_at=given["expires_at"])
        return document(NewTokenDocument.model_validate(token), 201)


class TokenView(AccountView):
    """One token."""

    path_parameters = (in_path("token", "The token's id.", OpenApiTypes.UUID),)

    @operation("token_delete", "End a token", success=(204,), problems=("not_found",))
    def delete(self, request: Request, token: str) -> HttpResponse:
        """End a token."""
        ended, _ = Token.objects.filter(user=self.owner, pk=UUID(token)).delete()
        if not ended:
            raise Http404
        return HttpResponse(status=204)


# ── What the proxy asks about who is there.


@require_safe
@never_cache
@transaction.non_atomic_requests
def staff_only(request: HttpRequest) -> HttpResponse:
    """Let the proxy pass staff through to what only they may see; send others to sign in.

    The proxy names in X-Forwarded-Uri where they want to go.
    """
    if request.user.is_active and request.user.is_staff:
        return HttpResponse(status=204)
    if request.user.is_authenticated:
        return HttpResponseForbidden("Only staff may see this.", content_type="text/plain")
    wanted = request.headers.get("X-Forwarded-Uri", "/")
    return redirect_to_login(wanted, reverse("admin:login"))
