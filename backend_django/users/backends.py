"""How a password is checked: with the same work, whoever asks for whatever address."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from .models import User


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
    ) -> User | None:
        """Return the user, if everything is right."""
        user = super().authenticate(request, username, password, **credentials)
        return user if isinstance(user, User) and user.is_verified else None
