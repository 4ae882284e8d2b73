"""Check passwords. Too many failures from one network address lock an account for a while."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from math import ceil
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
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from longhaul.accounts.models import EmailUser, Token
from longhaul.api.problems import Problem

# ── The lock-out: django-axes counts failures by account and network address.

SHARED_BITS = 64  # a subscriber has at least this much of IPv6


def client_address(request: Any) -> str | None:
    """Return the client's address, behind as many proxies as the settings say."""
    try:
        address = ip_address(BaseThrottle().get_ident(request))
    except ValueError:  # a unix socket, or nonsense in the proxy's header
        return None
    if address.version == 6:
        address = ip_network((address, SHARED_BITS), strict=False).network_address
    return str(address)


def account_of(request: Any, credentials: dict[str, Any] | None) -> str:
    """Return the address to sign in with; the admin's form calls it a user name."""
    given = credentials or request.POST
    return str(given.get("email") or given.get("username") or "").strip().lower()


def refuse_if_locked(request: Any, email: str) -> None:
    """Refuse before any work is done, with the same answer for every address.

    Raises:
        Problem: there were too many failures.
    """
    if AxesProxyHandler.is_allowed(request, {"email": email}):
        return
    wait = max(1, ceil(_seconds_left(request, email)))
    detail = "There were too many failed attempts. Try again later."
    raise Problem("limit_exceeded", detail, headers={"Retry-After": str(wait)})


def forgive(email: str, request: Any = None) -> None:
    """Forget failures: those from the request's address, or all of them without a request."""
    reset(username=email.lower(), ip=client_address(request) if request else None)


def _seconds_left(request: Any, email: str) -> float:
    attempts = AccessAttempt.objects.filter(
        username=account_of(request, {"email": email}), ip_address=client_address(request)
    )
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    until = (last or timezone.now()) + settings.AXES_COOLOFF_TIME
    return float((until - timezone.now()).total_seconds())


# ── The password: the one way to check it, for `login/`, `session/` and before dangerous changes.


class EmailBackend(ModelBackend):
    """Checks the password as Django does; an unverified address counts as unknown.

    Otherwise one could register an address, and learn by signing in whether it was new.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Any:
        user: Any = super().authenticate(request, username, password, **kwargs)
        return user if user and user.is_verified else None


def check_password(request: Request, email: str, password: str) -> EmailUser | None:
    """Return the user if address and password belong together; failures count.

    Raises:
        Problem: the account is locked.
    """
    refuse_if_locked(request, email)
    user = authenticate(request, email=email, password=password)
    if not isinstance(user, EmailUser):
        return None
    forgive(user.email, request)
    return user


# ── The token that signing in answers with.

KEPT_SIGN_INS = 50  # a script that signs in at each run must not fill the table


def create_token(model: type[Token], user: EmailUser, serializer: Any) -> Token:
    """Create the token, named after the client. dj-rest-auth's `TOKEN_CREATOR`."""
    request = serializer.context["request"]
    client = request.headers.get("User-Agent", "") or "an unnamed client"
    token = model.objects.issue(
        user,
        f"Sign-in by {client}"[:100],
        expires_at=timezone.now() + timedelta(days=settings.SIGN_IN_TOKEN_DAYS),
        is_sign_in=True,
    )
    sign_ins = user.tokens.filter(is_sign_in=True)
    kept = sign_ins.order_by("-created_at", "-id").values("pk")[:KEPT_SIGN_INS]
    sign_ins.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    user_logged_in.send(sender=get_user_model(), request=request, user=user)
    return token
