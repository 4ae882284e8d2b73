"""Who asks. A read of jobs costs one statement: the one that finds them proves the identity too."""

from typing import Any, Protocol, runtime_checkable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Subquery
from django.utils.crypto import constant_time_compare
from drf_spectacular.authentication import SessionScheme as BaseSessionScheme
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from longhaul.accounts.models import EmailUser, Token
from longhaul.jobs.models import Job


@runtime_checkable
class ReadsJobs(Protocol):
    """A view that can read its jobs by an expression for their owner, together with the owner.

    What goes `along` is read in the same statement.
    """

    jobs: list[Job] | None

    def read(self, owner: Any, **along: Any) -> list[Job]: ...


class ReadingAuthentication(authentication.BaseAuthentication):
    """Let the view read first: rows that come back prove who asks.

    No rows prove nothing, so the ordinary way then tells a guest from an owner of nothing.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        view = request.parser_context["view"]
        owner = self.find_owner(request) if self._may_read(request, view) else None
        if owner is None:
            return super().authenticate(request)
        jobs = view.read(owner, **self.read_along(request))
        proven = jobs and self.accepts(request, jobs[0])
        identity = (jobs[0].owner, None) if proven else super().authenticate(request)
        view.jobs = jobs if identity else None
        return identity

    def _may_read(self, request: Request, view: object) -> bool:
        return request.method in ("GET", "HEAD") and isinstance(view, ReadsJobs)

    def find_owner(self, request: Request) -> Any:
        """Return the owner's key, or an expression for it; None if nobody claims to be one."""
        raise NotImplementedError

    def read_along(self, request: Request) -> dict[str, Any]:
        """Return what is to be read with the jobs."""
        return {}

    def accepts(self, request: Request, job: Job) -> bool:
        """Tell whether the owner of a job that was read may sign in this way."""
        raise NotImplementedError


class TokenAuthentication(ReadingAuthentication, authentication.TokenAuthentication):
    """`Authorization: Token <key>`, for REST clients."""

    def find_owner(self, request: Request) -> Any:
        key = read_key(request)
        return Subquery(Token.objects.live().with_key(key).values("user_id")) if key else None

    def read_along(self, request: Request) -> dict[str, Any]:
        used = Token.objects.with_key(read_key(request)).values("last_used_at")
        return {"token_used_at": Subquery(used)}

    def accepts(self, request: Request, job: Job) -> bool:
        if not job.owner.is_active:
            return False
        Token.objects.note_use(read_key(request), known=job.token_used_at)  # type: ignore[attr-defined]
        return True

    def authenticate_credentials(self, key: str) -> tuple[EmailUser, Token]:
        """Find the token, where no job proves it."""
        token = Token.objects.live().with_key(key).select_related("user").first()
        if token is None or not token.user.is_active:
            raise AuthenticationFailed("This token does not hold, or not any more.")
        Token.objects.note_use(key, known=token.last_used_at)
        return token.user, token


def read_key(request: Request) -> str:
    """Return the key that was sent; empty if there is none that could be one."""
    match authentication.get_authorization_header(request).split():
        case [keyword, key] if keyword.lower() == b"token" and key.isalnum():
            return key.decode()
    return ""


class SessionAuthentication(ReadingAuthentication, authentication.SessionAuthentication):
    """The page's cookie; unsafe requests need the CSRF token."""

    def find_owner(self, request: Request) -> Any:
        session = request._request.session
        return session.get(SESSION_KEY) if session.session_key else None

    def accepts(self, request: Request, job: Job) -> bool:
        session, owner = request._request.session, job.owner
        return (
            owner.is_active
            and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
            and constant_time_compare(
                session.get(HASH_SESSION_KEY, ""), owner.get_session_auth_hash()
            )
        )


class SessionScheme(BaseSessionScheme):  # type: ignore[no-untyped-call]
    """How the OpenAPI document describes the page's cookie."""

    target_class = SessionAuthentication  # type: ignore[assignment]  # stubs know only its name
