from datetime import timedelta

import pytest
from django.utils import timezone

from longhaul.accounts.models import Token

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(user):
    return Token.objects.issue(user, "Laptop")


def test_a_key_has_256_random_bits(token):
    assert len(bytes.fromhex(token.key)) == 32


def test_only_the_digest_is_stored(token):
    assert token.key not in str(Token.objects.values().get())
    assert Token.objects.get().key == ""


def test_a_token_is_found_by_its_key_alone(token):
    assert Token.objects.with_key(token.key).get() == token
    assert not Token.objects.with_key(token.digest).exists()


def test_without_an_end_it_holds(token):
    assert Token.objects.live().contains(token)
    assert not Token.objects.expired().exists()


def test_it_holds_up_to_its_end(user):
    token = Token.objects.issue(user, "x", expires_at=timezone.now() + timedelta(minutes=1))
    assert Token.objects.live().contains(token)
    Token.objects.update(expires_at=timezone.now())
    assert not Token.objects.live().exists()
    assert Token.objects.expired().contains(token)


def note(token, known=None):
    Token.objects.note_use(token.key, known)
    token.refresh_from_db()
    return token.last_used_at


def test_the_first_use_is_noted(token):
    assert timezone.now() - note(token) < timedelta(minutes=1)


def test_a_recent_use_costs_nothing(token, django_assert_num_queries):
    recent = note(token)
    with django_assert_num_queries(0):
        Token.objects.note_use(token.key, recent)


def test_two_at_once_note_it_once(token):
    first = note(token, known=None)
    assert note(token, known=None) == first


def test_a_use_after_a_minute_is_noted_again(token):
    Token.objects.update(last_used_at=timezone.now() - timedelta(seconds=61))
    token.refresh_from_db()
    before = token.last_used_at
    assert note(token, known=before) > before


def test_a_token_is_called_by_its_name(token):
    assert str(token) == "Laptop"
