"""Tokens for tests."""

from django.utils import timezone

from longhaul.accounts.models import Token
from users.models import User


def issue_key(user: User) -> str:
    """Return the key of a new token, which counts as used just now."""
    token = Token.objects.issue(user, "Test")
    Token.objects.filter(pk=token.pk).update(last_used_at=timezone.now())
    return token.key
