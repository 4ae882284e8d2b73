"""Users, tokens and sessions."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from uuid_utils.compat import uuid7

# ── The user, whose e-mail address is the name to sign in with.


class UserManager(BaseUserManager[Any]):
    """Create users by e-mail address, always in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "EmailUser":
        """Create a user; without a password nobody can sign in as this user.

        Raises:
            ValueError: the address is empty.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "EmailUser":
        """Create a user who may do everything, with an address that counts as verified.

        Whoever can call this has the server; and without it nobody could sign in.
        """
        from allauth.account.models import EmailAddress

        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def with_address(self, email: str | None) -> "models.QuerySet[EmailUser]":
        """Return the user with this address in any case, if there is one, by the index."""
        lowered = (email or "").strip().lower()
        return self.alias(lowered=Lower("email")).filter(lowered=lowered)

    def get_by_natural_key(self, username: str | None) -> "EmailUser":
        return self.with_address(username).get()


class EmailUser(AbstractUser):
    """A person or program that owns jobs."""

    username = None  # type: ignore[assignment]  # the e-mail address takes its place
    email = models.EmailField("e-mail address", unique=True)
    emailaddress_set: Any  # allauth's, which ships no types

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="%(app_label)s_%(class)s_email_case_insensitive"
            )
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Keep the address in lower case in forms, too."""
        super().clean()
        self.email = self.email.lower()

    @property
    def is_verified(self) -> bool:
        """Tell whether the address has been shown to be this user's."""
        return bool(self.emailaddress_set.filter(email=self.email, verified=True).exists())

    @property
    def awaits_verification(self) -> bool:
        """Tell whether this is a registration whose address nobody has shown to be theirs yet.

        Accounts made by staff are none: their links must not bring a stranger's password in.
        """
        if self.last_login or self.is_staff or not self.is_active:
            return False
        own = self.emailaddress_set.filter(email=self.email, primary=True, verified=False)
        return bool(own.exists())


# ── Tokens for REST clients. The key is shown once; the database knows its digest alone.

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
        user: EmailUser,
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


class Session(AbstractBaseSession):
    """A browser's session, which knows whose it is, and so can end with the account's others."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, "sessions", null=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return the store that keeps sessions in this table."""
        from longhaul.accounts.sessions import SessionStore

        return SessionStore
