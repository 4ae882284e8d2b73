from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from longhaul.accounts.models import Token
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(user):
    return Token.objects.issue(user, "Laptop")


def test_an_address_is_kept_in_lower_case():
    assert User.objects.create_user(" Ada@Example.COM ").email == "ada@example.com"


def test_an_address_from_a_form_is_kept_in_lower_case():
    user = User(email="Ada@Example.COM")
    user.clean()
    assert user.email == "ada@example.com"


def test_a_user_is_found_by_the_address_in_any_case():
    user = User.objects.create_user("ada@example.com")
    assert User.objects.get_by_natural_key("ADA@example.com") == user


def test_two_users_cannot_share_an_address():
    User.objects.create_user("ada@example.com")
    with pytest.raises(IntegrityError):
        User.objects.create(email="Ada@Example.com")


def test_a_user_needs_an_address():
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("")


def test_a_user_without_a_password_cannot_sign_in():
    assert not User.objects.create_user("ada@example.com").has_usable_password()


def test_a_password_is_kept_as_a_hash():
    user = User.objects.create_user("ada@example.com", "correct horse")
    assert user.password != "correct horse"
    assert user.check_password("correct horse")


def test_a_superuser_may_do_everything():
    user = User.objects.create_superuser("root@example.com", "correct horse")
    assert user.is_staff
    assert user.is_superuser


def test_a_user_is_shown_as_the_address():
    assert str(User(email="ada@example.com")) == "ada@example.com"


def test_a_key_has_256_random_bits(token):
    assert len(bytes.fromhex(token.key)) == 32


def test_only_the_digest_is_stored(token):
    assert token.key not in str(Token.objects.values().get())
    assert Token.objects.get().key == ""


def test_a_token_is_found_by_its_key_alone(token):
    assert Token.objects.with_key(token.key).get() == token
    assert not Token.objects.with_key(token.digest).exists()


def test_a_token_without_an_end_is_valid(token):
    assert Token.objects.live().contains(token)
    assert not Token.objects.expired().exists()


def test_a_token_is_valid_until_its_end(user):
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


def test_simultaneous_uses_are_noted_once(token):
    first = note(token, known=None)
    assert note(token, known=None) == first


def test_a_use_after_a_minute_is_noted_again(token):
    Token.objects.update(last_used_at=timezone.now() - timedelta(seconds=61))
    token.refresh_from_db()
    before = token.last_used_at
    assert note(token, known=before) > before


def test_a_token_is_shown_as_its_name(token):
    assert str(token) == "Laptop"
