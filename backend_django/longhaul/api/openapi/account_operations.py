"""What every operation on accounts takes and gives."""

from typing import Any

from rest_framework.serializers import BaseSerializer

from longhaul.accounts import serializers
from longhaul.accounts.schemas import (
    DetailDocument,
    EmailDocument,
    NewTokenDocument,
    SessionDocument,
    TokenList,
)
from longhaul.accounts.serializers import PasswordChangeSerializer, PasswordResetConfirmSerializer
from longhaul.accounts.views import (
    EmailView,
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetView,
    RegisterView,
    ResendEmailView,
    SessionsView,
    SessionView,
    TokensView,
    TokenView,
    UserView,
    VerifyEmailView,
)
from longhaul.api.openapi.operations import Operation

TAKES_JSON = ("invalid", "too_large", "unsupported_media_type")
OPEN: dict[str, Any] = {"problems": TAKES_JSON, "open_to_guests": True}
OWN = ("forbidden", *TAKES_JSON)


def takes(serializer: type[BaseSerializer[Any]]) -> Any:
    return lambda _: serializer


def gives(body: Any) -> Any:
    return lambda _: body


USER = {
    "body": gives(serializers.UserSerializer),
    "request": gives(serializers.UserSerializer),
    "problems": OWN,
}
DETAIL = gives(DetailDocument)

BY_ACCOUNT_VIEW: dict[tuple[type, str], Operation] = {
    (LoginView, "POST"): Operation(
        name="login",
        summary="Sign in with a token",
        request=takes(serializers.LoginSerializer),
        body=gives(serializers.KeySerializer),
        **OPEN,
    ),
    (LogoutView, "POST"): Operation(
        name="logout", summary="End the token that is sent", body=DETAIL
    ),
    (SessionView, "GET"): Operation(
        name="session_get",
        summary="Who is signed in at the page?",
        body=gives(SessionDocument),
        open_to_guests=True,
    ),
    (SessionView, "POST"): Operation(
        name="session_create",
        summary="Sign in at the page",
        request=takes(serializers.LoginSerializer),
        success=(204,),
        problems=OWN,
        open_to_guests=True,
    ),
    (SessionView, "DELETE"): Operation(
        name="session_delete",
        summary="Sign out at the page",
        success=(204,),
        problems=("forbidden",),
        open_to_guests=True,
    ),
    (SessionsView, "DELETE"): Operation(
        name="sessions_delete",
        summary="Sign out everywhere",
        success=(204,),
        problems=("forbidden",),
    ),
    (UserView, "GET"): Operation(
        name="user_get",
        summary="Who am I?",
        body=gives(serializers.UserSerializer),
    ),
    (UserView, "PUT"): Operation(name="user_put", summary="Change the own names", **USER),
    (UserView, "PATCH"): Operation(name="user_patch", summary="Change some names", **USER),
    (UserView, "DELETE"): Operation(
        name="user_delete",
        summary="Remove the account with everything in it",
        request=takes(serializers.ProofSerializer),
        success=(204,),
        problems=OWN,
    ),
    (PasswordChangeView, "POST"): Operation(
        name="password_change",
        summary="Change the own password",
        request=takes(PasswordChangeSerializer),
        body=DETAIL,
        problems=OWN,
    ),
    (PasswordResetView, "POST"): Operation(
        name="password_reset",
        summary="Ask for a link to a new password",
        request=takes(serializers.AddressSerializer),
        body=DETAIL,
        **OPEN,
    ),
    (PasswordResetConfirmView, "POST"): Operation(
        name="password_reset_confirm",
        summary="Choose a new password",
        request=takes(PasswordResetConfirmSerializer),
        body=DETAIL,
        **OPEN,
    ),
    (RegisterView, "POST"): Operation(
        name="register",
        summary="Make an account",
        request=takes(serializers.RegisterSerializer),
        body=DETAIL,
        success=(201,),
        **OPEN,
    ),
    (VerifyEmailView, "POST"): Operation(
        name="verify_email",
        summary="Verify an address",
        request=takes(serializers.VerifySerializer),
        body=DETAIL,
        **OPEN,
    ),
    (ResendEmailView, "POST"): Operation(
        name="resend_email",
        summary="Send the mail of a registration again",
        request=takes(serializers.AddressSerializer),
        body=DETAIL,
        **OPEN,
    ),
    (EmailView, "GET"): Operation(
        name="email_get", summary="Which addresses do I have?", body=gives(EmailDocument)
    ),
    (EmailView, "POST"): Operation(
        name="email_change",
        summary="Change the own address",
        request=takes(serializers.EmailChangeSerializer),
        body=gives(EmailDocument),
        success=(202,),
        problems=OWN,
    ),
    (TokensView, "GET"): Operation(
        name="tokens", summary="Which tokens hold?", body=gives(TokenList)
    ),
    (TokensView, "POST"): Operation(
        name="token_create",
        summary="Make a token",
        request=takes(serializers.TokenSerializer),
        body=gives(NewTokenDocument),
        success=(201,),
        problems=OWN,
    ),
    (TokenView, "DELETE"): Operation(
        name="token_delete",
        summary="End a token",
        success=(204,),
        problems=("forbidden", "not_found"),
    ),
}
