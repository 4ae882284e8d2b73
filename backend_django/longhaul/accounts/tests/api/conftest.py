"""Accounts in every state, and a count of password hashes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from longhaul.accounts.tests.api.steps import ADA, register
from longhaul.api.tests.contract import ContractClient
from longhaul.api.tests.steps import PASSWORD
from users.models import User


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Return a list that grows with each hash of a password."""
    made: list[None] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: Any, password: str, salt: str) -> str:
        made.append(None)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return made


@pytest.fixture
def unverified(guest: ContractClient, mailoutbox: list[Any]) -> User:
    """Return a user who has registered and not followed the link."""
    register(guest, "una@example.com")
    mailoutbox.clear()
    return User.objects.get(email="una@example.com")


@pytest.fixture
def address_of(verified: User, unverified: User) -> Callable[[str], str]:
    """Return a function that gives an address in a state."""
    known = {"verified": ADA, "unverified": unverified.email, "unknown": "unknown@example.com"}
    User.objects.create_user("gone@example.com", PASSWORD, is_active=False)
    return lambda state: known.get(state, "gone@example.com")
