"""Tokens for REST clients. The key is shown once; the database knows its digest alone."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from .user import User

PRECISION = timedelta(minutes=1)  # of `last_used_at`


def new_id() -> uuid.UUID:
    return uuid7()


def digest(key: str) -> str:
    """Return what is stored of a key; 256 random bits need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, by what they are good for."""

    def live(self) -> "TokenQuerySet":
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))

    def expired(self) -> "TokenQuerySet":
        return self.filter(expires_at__lte=timezone.now())

    def with_key(self, key: str) -> "TokenQuerySet":
        return self.filter(digest=digest(key))

    def issue(
        self,
        user: User,
        name: str,
        *,
        expires_at: datetime | None = None,
        is_sign_in: bool = False,
    ) -> "Token":
        """Make a token; its `key` is known now and never again."""
        key = secrets.token_hex(32)
        token = self.create(
            user=user, name=name, digest=digest(key), expires_at=expires_at, is_sign_in=is_sign_in
        )
        token.key = key
        return token

    def note_use(self, key: str, known: datetime | None) -> None:
        """Write down that a token was used, unless the moment that is known is recent."""
        before = timezone.now() - PRECISION
        if known is None or known < before:
            stale = Q(last_used_at=None) | Q(last_used_at__lt=before)
            self.with_key(key).filter(stale).update(last_used_at=timezone.now())


class Token(models.Model):
    """What a REST client signs in with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, "tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    is_sign_in = models.BooleanField(default=False)  # made by signing in, not by hand
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    key = ""  # not stored: whoever has just issued the token finds it here

    objects: ClassVar[TokenQuerySet] = TokenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.name
