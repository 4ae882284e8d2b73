"""The one way to check a password, for `login/`, for `session/`, and before what is dangerous."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone
from rest_framework.request import Request

from .lock_out import forgive, refuse_if_locked
from .models import Token, User

KEPT_SIGN_INS = 50  # a script that signs in at each run must not fill the table


def check_password(request: Request, email: str, password: str) -> User | None:
    """Return the user if address and password belong together; failures count.

    Raises:
        TooManyFailures: it is not even tried.
    """
    refuse_if_locked(request, email)
    user = authenticate(request, email=email, password=password)
    if not isinstance(user, User):
        return None
    forgive(user.email, request)
    return user


def create_token(model: type[Token], user: User, serializer: Any) -> Token:
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
    user_logged_in.send(sender=User, request=request, user=user)
    return token


def _remove_oldest(user: User) -> None:
    sign_ins = user.tokens.filter(is_sign_in=True)
    kept = sign_ins.order_by("-created_at", "-id").values("pk")[:KEPT_SIGN_INS]
    sign_ins.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
