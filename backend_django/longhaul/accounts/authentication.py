"""Who sends a request: a REST client by its token, or the page by its session."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Subquery
from django.utils.crypto import constant_time_compare
from drf_spectacular.authentication import SessionScheme as BaseSessionScheme
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from longhaul.accounts.models import EmailUser, Token
from longhaul.api.jobs.credentials import OwnerClaim


class TokenAuthentication(authentication.TokenAuthentication):
    """`Authorization: Token <key>`, for REST clients."""

    def authenticate_credentials(self, key: str) -> tuple[EmailUser, Token]:
        token = Token.objects.live().with_key(key).select_related("user").first()
        if token is None or not token.user.is_active:
            raise AuthenticationFailed("The token is invalid or has expired.")
        Token.objects.note_use(key, known=token.last_used_at)
        return token.user, token

    def claim_owner(self, request: Request) -> OwnerClaim | None:
        """Let the statement that reads jobs look the token up."""
        key = read_key(request)
        if key is None:
            return None
        tokens = Token.objects.with_key(key)
        return OwnerClaim(
            owner=Subquery(tokens.live().values("user_id")),
            evidence=Subquery(tokens.values("last_used_at")),
            is_proven_by=partial(use_token, key),
        )


def read_key(request: Request) -> str | None:
    """Return the key of the Authorization header; empty if malformed, None without a token."""
    match authentication.get_authorization_header(request).split():
        case [keyword, key] if keyword.lower() == b"token" and key.isalnum():
            return key.decode()
        case [keyword, *_] if keyword.lower() == b"token":
            return ""
    return None


def use_token(key: str, user: EmailUser, last_used_at: Any) -> bool:
    """Record that a valid token was used, unless its user is not active."""
    if user.is_active:
        Token.objects.note_use(key, known=last_used_at)
    return user.is_active


class SessionAuthentication(authentication.SessionAuthentication):
    """The page's cookie; unsafe requests need the CSRF token."""

    def claim_owner(self, request: Request) -> OwnerClaim | None:
        """Let the statement that reads jobs read the session's user."""
        session = request._request.session
        key = session.get(SESSION_KEY) if session.session_key else None
        return OwnerClaim(key, is_proven_by=partial(is_session_of, session)) if key else None


def is_session_of(session: SessionBase, user: EmailUser, _: None) -> bool:
    """Tell whether a session is still valid for its user, as Django does for every request."""
    return (
        user.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )


class SessionScheme(BaseSessionScheme):  # type: ignore[no-untyped-call]
    """How the OpenAPI document describes the page's cookie."""

    target_class = SessionAuthentication  # type: ignore[assignment]  # stubs know only its name
