"""Users, their tokens and their sessions."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils import timezone
from uuid_utils.compat import uuid7

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

UserType = TypeVar("UserType", bound="EmailUser")


class UserManager(BaseUserManager[UserType]):
    """Creates and finds users by e-mail address, which is stored in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> UserType:
        """Create a user; without a password, the account cannot be used to sign in.

        Raises:
            ValueError: the address is empty.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> UserType:
        """Create a user with every permission and a verified address.

        Without a verified address the user could not sign in.
        """
        from allauth.account.models import EmailAddress

        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def with_address(self, email: str | None) -> models.QuerySet[UserType]:
        """Return the users with this address, in any case: one or none. Uses the unique index."""
        return self.filter(Exact(Lower("email"), (email or "").strip().lower()))

    def get_by_natural_key(self, username: str | None) -> UserType:
        return self.with_address(username).get()


class EmailUser(AbstractUser):
    """Base class of the product's user model: the e-mail address takes the user name's place."""

    username = None  # type: ignore[assignment]  # removes the inherited field
    email = models.EmailField("e-mail address", unique=True)
    emailaddress_set: Any  # allauth's, which ships no types
    if TYPE_CHECKING:
        tokens: RelatedManager["Token"]
        sessions: RelatedManager["Session"]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager[Self]] = UserManager()  # type: ignore[assignment]

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
        """Store the address in lower case when it comes from a form, too."""
        super().clean()
        self.email = self.email.lower()

    @property
    def is_verified(self) -> bool:
        """Whether the address was confirmed to be this user's."""
        return bool(self.emailaddress_set.filter(email=self.email, verified=True).exists())

    @property
    def awaits_verification(self) -> bool:
        """Whether this is a registration whose address is not confirmed yet.

        Accounts created by staff do not count: registering their address again must not replace
        their password.
        """
        if self.last_login or self.is_staff or not self.is_active:
            return False
        own = self.emailaddress_set.filter(email=self.email, primary=True, verified=False)
        return bool(own.exists())


# ── Tokens of REST clients. The key is shown once; the database stores only its digest.

LAST_USED_PRECISION = timedelta(minutes=1)


def digest(key: str) -> str:
    """Return what is stored of a key; 256 random bits need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
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
        """Create a token. Its `key` is only available on the returned object."""
        key = secrets.token_hex(32)
        token = self.create(
            user_id=user.pk,
            name=name,
            digest=digest(key),
            expires_at=expires_at,
            is_sign_in=is_sign_in,
        )
        token.key = key
        return token

    def note_use(self, key: str, known: datetime | None) -> None:
        """Record that a token was used, unless `known`, its last recorded use, is recent."""
        before = timezone.now() - LAST_USED_PRECISION
        if known is None or known < before:
            stale = Q(last_used_at=None) | Q(last_used_at__lt=before)
            self.with_key(key).filter(stale).update(last_used_at=timezone.now())


class Token(models.Model):
    """Authenticates a REST client."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, "tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    is_sign_in = models.BooleanField(default=False)  # created by signing in, not by name
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    key = ""  # not stored; set by `issue`

    objects: ClassVar[TokenQuerySet] = TokenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.name


class Session(AbstractBaseSession):
    """A browser's session with its user, so that all sessions of an account can be ended."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, "sessions", null=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        from longhaul.accounts.sessions import SessionStore

        return SessionStore
