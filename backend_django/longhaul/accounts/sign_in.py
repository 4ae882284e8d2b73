"""Check a password; too many failures lock an account."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from longhaul.accounts.models import EmailUser, Token

# ── Why an account's request cannot be answered now.


class TooManyFailures(APIException):
    """The password was wrong too often; `wait` is in seconds."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_detail = "There were too many failed attempts. Try again later."

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


class MailUnavailable(APIException):
    """The mail could not be handed over, so nothing has been done."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "No mail can be sent at the moment, so nothing was changed. Try again."
    wait = 60


# ── Guessing passwords ends soon: failures are counted by account and network address.

SHARED_BITS = 64  # one subscriber has at least this much of IPv6


def client_address(request: Any) -> str | None:
    """Return the address that a request came from, behind as many proxies as the settings say."""
    try:
        address = ip_address(BaseThrottle().get_ident(request))
    except ValueError:  # a socket, or nonsense in the proxy's header
        return None
    if address.version == 6:
        address = ip_network((address, SHARED_BITS), strict=False).network_address
    return str(address)


def account_of(request: Any, credentials: dict[str, Any] | None) -> str:
    """Return which account is meant; the admin's form calls the address a user name."""
    given = credentials or request.POST
    return str(given.get("email") or given.get("username") or "").strip().lower()


def refuse_if_locked(request: Any, email: str) -> None:
    """Refuse before any work is done, in the same words for every address.

    Raises:
        TooManyFailures: there were too many failures of late.
    """
    if not AxesProxyHandler.is_allowed(request, {"email": email}):
        raise TooManyFailures(_seconds_left(request, email))


def forgive(email: str, request: Any = None) -> None:
    """Forget failures: those from the request's address, or without one all of them."""
    reset(username=email.lower(), ip=client_address(request) if request else None)


def _seconds_left(request: Any, email: str) -> float:
    attempts = AccessAttempt.objects.filter(
        username=account_of(request, {"email": email}), ip_address=client_address(request)
    )
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    until = (last or timezone.now()) + settings.AXES_COOLOFF_TIME
    return float((until - timezone.now()).total_seconds())


# ── How a password is checked: with the same work, whoever asks for whatever address.


class EmailBackend(ModelBackend):
    """Django's own check by e-mail address; an address that is not verified counts as unknown.

    Otherwise somebody could register an address, and learn by signing in whether it was new.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> EmailUser | None:
        """Return the user, if everything is right."""
        user = super().authenticate(request, username, password, **credentials)
        return user if isinstance(user, EmailUser) and user.is_verified else None


# ── The one way to check a password, for `login/`, for `session/`, and before what is dangerous.

KEPT_SIGN_INS = 50  # a script that signs in at each run must not fill the table


def check_password(request: Request, email: str, password: str) -> EmailUser | None:
    """Return the user if address and password belong together; failures count.

    Raises:
        TooManyFailures: it is not even tried.
    """
    refuse_if_locked(request, email)
    user = authenticate(request, email=email, password=password)
    if not isinstance(user, EmailUser):
        return None
    forgive(user.email, request)
    return user


def create_token(model: type[Token], user: EmailUser, serializer: Any) -> Token:
    """Make the token that signing in answers with, named after the client."""
    request = serializer.context["request"]
    client = request.headers.get("User-Agent", "") or "an unnamed client"
    token = model.objects.issue(
        user,
        f"Sign-in by {client}"[:100],
        expires_at=timezone.now() + timedelta(days=settings.SIGN_IN_TOKEN_DAYS),
        is_sign_in=True,
    )
    _remove_oldest(user)
    user_logged_in.send(sender=get_user_model(), request=request, user=user)
    return token


def _remove_oldest(user: EmailUser) -> None:
    sign_ins = user.tokens.filter(is_sign_in=True)
    kept = sign_ins.order_by("-created_at", "-id").values("pk")[:KEPT_SIGN_INS]
    sign_ins.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
