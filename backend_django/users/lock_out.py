"""Guessing passwords ends soon: failures are counted by account and network address.

Counting both together keeps somebody from locking an owner out from elsewhere.
"""

from ipaddress import ip_address, ip_network
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

from .exceptions import TooManyFailures

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
